"""What a role gets from the table, and what an administrator makes of it after that."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from accounts.giving import give_rights
from accounts.models import StaffRole
from accounts.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def migrate():
    """A function that does what is done after each `migrate`."""

    def migrate():
        for app_config in apps.get_app_configs():
            give_rights(app_config)

    return migrate


@pytest.fixture
def editors():
    return Group.objects.get(name="Redactie")


def list_rights(group):
    """Return all that a group may do (a set), wherever."""
    granted = [
        group.permissions.all(),
        Permission.objects.filter(grouppagepermission__group=group),
        Permission.objects.filter(groupcollectionpermission__group=group),
    ]
    return {
        f"{each.content_type.app_label}.{each.codename}" for rights in granted for each in rights
    }


class TestARole:
    @pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
    def test_may_do_what_the_table_says_and_nothing_else(self, role):
        assert list_rights(Group.objects.get(name=role.name)) == set(role.rights)

    def test_is_the_only_kind_of_group(self):
        assert {*Group.objects.values_list("name", flat=True)} == {role.name for role in ROLES}

    def test_says_what_it_is_for(self):
        assert all(role.sentence.endswith(".") for role in ROLES)


class TestMigrating:
    def test_gives_what_is_new_in_the_table(self, migrate, editors):
        row = StaffRole.objects.get(code="editors")
        row.given.remove("partners.add_partner")
        row.save()
        editors.permissions.clear()

        migrate()

        assert [each.codename for each in editors.permissions.all()] == ["add_partner"]

    def test_keeps_what_an_administrator_gave_and_took(self, migrate, editors):
        given = Permission.objects.get(codename="add_site")
        editors.permissions.add(given)
        editors.permissions.remove(Permission.objects.get(codename="add_partner"))
        GroupPagePermission.objects.filter(
            group=editors, permission__codename="publish_page"
        ).delete()
        before = list_rights(editors)

        migrate()

        assert list_rights(editors) == before
        assert "wagtailcore.add_site" in before
        assert "wagtailcore.publish_page" not in before

    def test_writes_nothing_where_nothing_is_new(self, migrate):
        with CaptureQueriesContext(connection) as queries:
            migrate()

        assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []

    def test_asks_nothing_for_an_app_that_no_role_has_rights_to(self):
        with CaptureQueriesContext(connection) as queries:
            give_rights(apps.get_app_config("sessions"))

        assert len(queries) == 0

    def test_knows_a_role_by_another_name(self, migrate, editors):
        editors.name = "Communicatie"
        editors.save()

        migrate()

        assert not Group.objects.filter(name="Redactie").exists()

    def test_makes_no_role_again_that_was_deleted(self, migrate, editors):
        editors.delete()

        migrate()

        assert not Group.objects.filter(name="Redactie").exists()
