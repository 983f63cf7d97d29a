"""What the migrations add to the database beside tables."""

import pytest
from django.db import connection


def query(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def without_sequential_scans():
    """Let the planner use an index on tables as small as these."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.mark.django_db
class TestMigrations:
    def test_install_the_extensions(self):
        assert {"pg_trgm", "unaccent"} <= set(query("SELECT extname FROM pg_extension"))

    def test_index_what_search_asks_for(self):
        without_sequential_scans()

        plan = query(
            "EXPLAIN SELECT 1 FROM wagtailsearch_indexentry"
            " WHERE (title || body) @@ to_tsquery('simple', 'tafel')"
        )

        assert "search_title_body_gin" in " ".join(plan)

    def test_index_the_children_of_a_page(self):
        without_sequential_scans()

        plan = query(
            "EXPLAIN SELECT 1 FROM wagtailcore_page"
            " WHERE depth = 3 AND path >= '00010001' AND path < '00010002'"
        )

        assert "pages_page_depth_path" in " ".join(plan)
