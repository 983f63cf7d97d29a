"""What the migrations add to the database beside tables."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from background.models import PeriodicRun
from background.periodic import is_due


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

    def test_have_the_index_written_anew_for_other_stems(self):
        now = timezone.now()
        for name in ["search.tasks.rebuild_index", "search.vocabulary.recount_words"]:
            PeriodicRun.objects.create(name=name, started_at=now, finished_at=now)

        import_module("search.migrations.0007_words_have_other_stems").write_index_anew(apps, None)

        assert is_due("search.tasks.rebuild_index", timedelta(days=1))
        assert not is_due("search.vocabulary.recount_words", timedelta(days=1))
