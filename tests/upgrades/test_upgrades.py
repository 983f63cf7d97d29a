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

from backups.database import forget_rows
from backups.versions import migrate
from tests.databases import provide, visiting
from tests.run import FOLDER

RELEASE = Path(__file__).parent / "release.sql"
# What its migrations ran, for the tests of this run.
HEARD = FOLDER / "upgrade.json"
# Migrations that the linter refuses, each with why it does no harm to a site that is running.
NOBODY_RAN_IT = "No site ran the version before it: it is from before the first release."
ALLOWED = {
    ("accounts", "0005_second_factor"): NOBODY_RAN_IT,
    ("newsletter", "0008_complained_and_no_soft_bounces"): NOBODY_RAN_IT,
    ("people", "0002_consent_date"): NOBODY_RAN_IT,
}


@pytest.fixture(scope="class")
def upgraded(django_db_setup, django_db_blocker, worker_id):
    """A site of the last release with this code.

    Its content types have other keys than those of the sites of other tests.
    """
    with django_db_blocker.unblock():
        forget_rows()
        provide("upgraded", "template0", upgrade)
        with visiting("upgraded", worker_id):
            yield
        forget_rows()


def upgrade():
    """Load the release, bring it up to date, and write down by which SQL."""
    load()
    listener = Listener()
    executor = MigrationExecutor(connection, listener.hear_progress)
    there = {app for app, _name in executor.loader.applied_migrations}
    with connection.execute_wrapper(listener.hear_sql):
        executor.migrate(executor.loader.graph.leaf_nodes())
    # What Django and we do after it.
    migrate()
    # No code that is running looks at the tables of an app that the release has nothing of.
    heard = [each for each in listener.heard if each[0] in there]
    HEARD.write_text(json.dumps(heard))


class Listener:
    """Hears which SQL each migration runs that changes tables: [app, name, statements]."""

    def __init__(self):
        self.heard = []

    def hear_progress(self, action, migration=None, fake=False):
        if action == "apply_start":
            self.heard.append([migration.app_label, migration.name, []])

    def hear_sql(self, execute, sql, *arguments):
        if self.heard and str(sql).startswith(("ALTER", "CREATE", "DROP")):
            self.heard[-1][2].append(str(sql))
        return execute(sql, *arguments)


def load():
    with connection.cursor() as cursor:
        cursor.execute(RELEASE.read_text(encoding="utf-8"))


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
    def test_break_nothing_that_is_running(self, upgraded):
        """The site goes on with the old code while they run: first expand, then contract."""
        found = {}
        for app, name, statements in json.loads(HEARD.read_text()):
            errors, _ignored, _warnings = analyse_sql_statements(PostgresqlAnalyser, statements, [])
            if errors:
                found[app, name] = [error.message for error in errors]

        assert {name: errors for name, errors in found.items() if name not in ALLOWED} == {}
        assert ALLOWED.keys() <= found.keys()


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
