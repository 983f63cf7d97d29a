"""The page for the privacy officer says all that is kept of people, as the code has it."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from pytest_django.asserts import assertContains

from audit.kept import KEPT
from audit.retention import in_words, read_term

ADDRESS = "/admin/reports/what-is-kept/"
# Whom a row is about, by where it leads.
PEOPLE = {"accounts.User", "newsletter.Subscriber"}
# What these hold of people is in the row of what they belong to, or is nobody's.
NAMES = {"first_name", "phone", "user_agent"}
# Named for a mail that goes out, not for somebody.
JOBS = [name for name in settings.PERIODIC_WORK if name.rpartition(".")[2].startswith("delete_")]


def has_people(model):
    return any(
        isinstance(field, models.EmailField | models.GenericIPAddressField)
        or field.name in NAMES
        or (field.related_model and field.related_model._meta.label in PEOPLE)
        for field in model._meta.local_fields
    )


def list_tables(rows=KEPT):
    return {table for row in rows for table in row.tables}


class TestTheTable:
    def test_has_each_table_with_people_in_it(self):
        tables = {
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if has_people(model)
        }

        assert len(tables) > 30
        assert tables - list_tables() == set()

    def test_has_each_job_that_deletes(self):
        assert len(JOBS) > 15
        assert set(JOBS) - {job for row in KEPT for job in row.jobs} == set()

    def test_has_no_job_and_no_table_that_is_gone(self, db):
        assert {job for row in KEPT for job in row.jobs} - settings.PERIODIC_WORK.keys() == set()
        assert list_tables() - set(connection.introspection.table_names()) == set()

    def test_says_of_everything_for_how_long(self):
        for row in KEPT:
            assert row.list_terms(), row.what
            assert all(read_term(path) for _words, path in row.terms)


class TestTheTerms:
    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("AUDIT_DAYS", "2 jaar"),
            ("CONTACT_MONTHS_KEPT", "12 maanden"),
            ("SESSION_COOKIE_AGE", "8 uur"),
            ("newsletter.cleaning.ERASE_AFTER", "30 dagen"),
            ("newsletter.cleaning.PROOF_KEPT", "5 jaar"),
        ],
    )
    def test_are_read_in_words(self, path, words):
        assert in_words(read_term(path)) == words

    def test_follow_the_settings(self, admin, home, settings):
        settings.BIN_DAYS = 45

        assertContains(admin.get(ADDRESS), "in de prullenbak: 45 dagen")
