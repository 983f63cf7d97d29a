"""What a site of the last release goes through when it gets this code.

`release.sql` is the database of one, with a page of each type and all that belongs to them. `make
release` stores another when a version is released: docs/upgrade.md.
"""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django_migration_linter.sql_analyser.analyser import analyse_sql_statements
from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from backups.versions import migrate
from tests.databases import provide, visiting

RELEASE = Path(__file__).parent / "release.sql"
# Migrations that the linter refuses, each with why it does no harm to a site that is running.
ALLOWED = {}


@pytest.fixture(scope="class")
def release(django_db_setup, django_db_blocker, worker_id):
    """The database of the last release, as it was stored."""
    with django_db_blocker.unblock():
        provide("release", "template0", load)
        with visiting("release", worker_id):
            yield


@pytest.fixture(scope="class")
def upgraded(django_db_setup, django_db_blocker, worker_id):
    """The same with this code."""
    with django_db_blocker.unblock():
        provide("release", "template0", load)
        provide("upgraded", "release", migrate)
        with visiting("upgraded", worker_id):
            yield


def load():
    with connection.cursor() as cursor:
        cursor.execute(RELEASE.read_text(encoding="utf-8"))


def collect_migrations():
    """Yield each migration that the release has not had, with its SQL as a list."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    had = [node for node in executor.loader.applied_migrations if node in graph.nodes]
    state = executor.loader.project_state(had)
    for migration, _is_backwards in executor.migration_plan(graph.leaf_nodes()):
        with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        yield migration, editor.collected_sql


def list_streams():
    """Yield each StreamField of a model with its name, its column as stored, and as it is read."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, StreamField):
                name = f"{model.__name__}.{field.name}"
                for pk, stream in model._base_manager.values_list("pk", field.name):
                    yield name, read_stored(model, field, pk), stream.get_prep_value()


def read_stored(model, field, pk):
    """Return what a StreamField holds in the database, which no block has looked at."""
    table, column, key = model._meta.db_table, field.column, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}::text FROM {table} WHERE {key} = %s", [pk])  # noqa: S608
        return json.loads(cursor.fetchone()[0])


def find_lost(stored, read):
    """Yield what of a stored value is not in what was read of it; new parts may be."""
    if isinstance(stored, dict):
        for key, value in stored.items():
            if key not in read:
                yield f"{key}: {value}"
            else:
                yield from find_lost(value, read[key])
    elif isinstance(stored, list):
        if len(stored) != len(read):
            yield f"{stored}"
        for value, other in zip(stored, read, strict=False):
            yield from find_lost(value, other)


class TestMigrations:
    def test_break_nothing_that_is_running(self, release):
        """The site goes on with the old code while they run: first expand, then contract."""
        for migration, statements in collect_migrations():
            errors, _ignored, _warnings = analyse_sql_statements(PostgresqlAnalyser, statements, [])
            found = [error.message for error in errors]
            name = (migration.app_label, migration.name)
            assert not found or name in ALLOWED, (name, found)


class TestAnUpgradedSite:
    def test_shows_every_page(self, upgraded):
        client = Client()
        addresses = [page.url for page in Page.objects.live().filter(depth__gt=1).specific()]

        answers = {address: client.get(address).status_code for address in addresses}

        assert len(answers) > 15
        assert set(answers.values()) == {200}, answers

    def test_has_every_block_that_was_stored(self, upgraded):
        """A block that gets another name is lost without a word, unless a migration renames it."""
        streams = list(list_streams())

        lost = {name: list(find_lost(stored, read)) for name, stored, read in streams}

        assert sum(len(stored) for _name, stored, _read in streams) > 10
        assert not any(lost.values()), lost

    def test_opens_every_draft(self, upgraded):
        for revision in Revision.objects.all():
            assert revision.as_object().pk == int(revision.object_id)
