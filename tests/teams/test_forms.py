from importlib import import_module

import pytest
from django.apps import apps
from pytest_django.asserts import assertContains

from teams.forms import WorkTeamPageForm
from teams.models import OpenCall, Theme, WorkTeamPage
from tests.factories import (
    OpenCallFactory,
    RoleFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)


@pytest.fixture
def team(home):
    return WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home))


@pytest.fixture
def resident(home):
    return RoleFactory(name="bewoner", plural="bewoners")


@pytest.fixture
def english_resident(resident, english_home):
    role = resident.copy_for_translation(english_home.locale)
    role.name, role.plural = "resident", "residents"
    role.save()
    return role


def get_call_forms(team):
    """Return the form of each open call, and that of one to be added."""
    form_class = WorkTeamPage.get_edit_handler().get_form_class()
    assert issubclass(form_class, WorkTeamPageForm)
    formset = form_class(instance=team).formsets["open_calls"]
    return [*formset.forms, formset.empty_form]


class TestRolesOfACall:
    def test_are_offered_in_the_language_of_the_page(self, team, resident, english_resident):
        OpenCallFactory(team=team)

        for form in get_call_forms(team):
            assert list(form.fields["roles"].queryset) == [resident]

    def test_that_were_chosen_in_another_language_are_chosen_in_this_one(
        self, team, resident, english_resident
    ):
        call = OpenCallFactory(team=team)
        call.roles.set([english_resident])
        call.save()

        form = get_call_forms(team)[0]

        assert form.initial["roles"] == [resident]

    def test_without_a_version_in_this_language_stay(self, team, english_home):
        only_english = RoleFactory(name="resident", locale=english_home.locale)
        call = OpenCallFactory(team=team)
        call.roles.set([only_english])
        call.save()

        form = get_call_forms(team)[0]

        assert form.initial["roles"] == list(form.fields["roles"].queryset) == [only_english]

    def test_that_were_chosen_twice_are_put_right_by_the_migration(
        self, team, resident, english_resident
    ):
        call = OpenCallFactory(team=team)
        call.roles.set([resident, english_resident])
        call.save()

        migration = import_module("teams.migrations.0002_roles_in_one_language")
        migration.choose_in_the_language_of_the_call(apps, None)

        assert list(OpenCall.objects.get().roles.all()) == [resident]


class TestTheme:
    def test_with_the_address_of_another_is_refused_in_words(self, admin, home):
        ThemeFactory(name="Armoede", slug="armoede")

        response = admin.post(
            "/admin/snippets/teams/theme/add/", {"name": "Armoede!", "slug": "armoede"}
        )

        assertContains(response, "Er is al een thema met deze naam in het webadres.")

    def test_keeps_its_own_address(self, admin, home):
        theme = ThemeFactory(name="Armoede", slug="armoede")

        admin.post(
            f"/admin/snippets/teams/theme/edit/{theme.pk}/", {"name": "Arm", "slug": "armoede"}
        )

        assert Theme.objects.get().name == "Arm"
