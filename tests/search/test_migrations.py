"""What the migrations add to the database beside tables."""

import pytest
from django.db import connection
from wagtail.models import Page

from news.models import NewsPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory


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


class TestSearch:
    def test_finds_words_in_the_blocks_of_a_page(self, home):
        page = NewsPageFactory(
            parent=NewsIndexPageFactory(parent=home),
            body=[("text", "<p>Met pannen en een tafelkleed.</p>")],
        )

        assert list(Page.objects.search("tafelkleed")) == [page.page_ptr]
        assert list(NewsPage.objects.search("tafelkleed")) == [page]
