"""The groups of a site that was there before it had roles come into them, with all their people."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    PageViewRestriction,
)

from accounts.models import StaffRole, User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
OLD = ["Moderators", "Editors", "Berichten", "Nieuwsbrief", "Vertalers (Engels)"]


@pytest.fixture
def groups(home, english_home):
    """The groups that were there before, by name, each with somebody in it."""
    Group.objects.all().delete()
    StaffRole.objects.all().delete()
    groups = {name: Group.objects.create(name=name) for name in OLD}
    for number, group in enumerate(groups.values()):
        User.objects.create_user(f"{number}@example.org", PASSWORD).groups.add(group)
    return groups


@pytest.fixture
def migrate(groups, english_home):
    """A function that does what the migration does."""
    give(groups["Vertalers (Engels)"], "change_page", english_home)

    def migrate():
        migration = import_module("home.migrations.0003_roles_that_fit")
        migration.make_roles(apps, None)
        migration.rename_translators(apps, None)

    return migrate


def give(group, codename, page):
    GroupPagePermission.objects.create(
        group=group, page=page, permission=Permission.objects.get(codename=codename)
    )


def get_roles(number):
    """Return the names of the roles (a set) of the person in one of the old groups."""
    return {*User.objects.get(email=f"{number}@example.org").groups.values_list("name", flat=True)}


class TestTheOldGroups:
    def test_are_gone_and_their_people_have_a_role(self, migrate):
        migrate()

        assert not Group.objects.filter(name__in=OLD).exists()
        assert get_roles(0) == get_roles(2) == {"Redactie"}
        assert get_roles(1) == {"Meeschrijver"}
        assert get_roles(3) == {"Lezersgegevens", "Nieuwsbrief verzenden"}
        assert get_roles(4) == {"Vertaler Engels"}

    def test_keep_what_an_administrator_gave_them(self, migrate, groups, home):
        for name, codename in [("Moderators", "add_partner"), ("Berichten", "add_theme")]:
            groups[name].permissions.add(Permission.objects.get(codename=codename))
        give(groups["Berichten"], "lock_page", home)

        migrate()

        group = Group.objects.get(name="Redactie")
        assert {each.codename for each in group.permissions.all()} == {"add_partner", "add_theme"}
        assert group.page_permissions.get().page_id == home.pk

    def test_keep_their_places(self, migrate, groups, home):
        old = groups["Berichten"]
        page = PageViewRestriction.objects.create(page=home, restriction_type="groups")
        collection = CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node(), restriction_type="groups"
        )
        task = GroupApprovalTask.objects.create(name="Nakijken")
        for each in [page, collection, task]:
            each.groups.add(old)

        migrate()

        for each in [page, collection, task]:
            assert [group.name for group in each.groups.all()] == ["Redactie"]

    def test_lose_what_is_not_of_their_role(self, migrate, groups):
        groups["Nieuwsbrief"].permissions.add(Permission.objects.get(codename="add_topic"))

        migrate()

        assert not Group.objects.get(name="Lezersgegevens").permissions.exists()

    def test_come_into_a_group_of_that_name(self, migrate, groups):
        own = Group.objects.create(name="Redactie")

        migrate()

        assert StaffRole.objects.get(code="editors").group == own
        assert own.user_set.count() == 2

    def test_need_not_be_there(self, migrate):
        Group.objects.all().delete()

        migrate()

        assert Group.objects.filter(staff_role__isnull=False).count() == 4

    def test_of_a_language_is_the_role_of_it(self, migrate, english_home):
        migrate()

        assert StaffRole.objects.get(code="translators-en").group.name == "Vertaler Engels"
        assert Page.objects.filter(group_permissions__group__name="Vertaler Engels").exists()
