"""Who is asked about deleting something reads where it is used."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from bin.usage import list_usage
from tests.factories import (
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    RoleFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)


@pytest.fixture
def image(home):
    return LibraryImageFactory(title="Tafel")


@pytest.fixture
def theme(home):
    return ThemeFactory(name="Armoede")


@pytest.fixture
def page(home, image, theme):
    """A news item with a picture and a theme."""
    item = NewsPageFactory(parent=NewsIndexPageFactory(parent=home), lead_image=image)
    item.themes.set([theme])
    item.save()
    return item


def test_places_of_one_name_are_told_apart_by_their_language(home, english_home, admin_user, image):
    for each in [home, english_home]:
        NewsPageFactory(parent=NewsIndexPageFactory(parent=each), title="Feest", lead_image=image)

    names = {name for name, _address in list_usage(image, admin_user)}

    assert {"Feest", "Feest (Engels)"} <= names


def test_several_say_where_each_is_used(admin, page, image):
    other = LibraryImageFactory(title="Stoel")
    url = reverse("wagtail_bulk_action", args=["library", "image", "delete"])

    response = admin.get(url, {"id": [image.pk, other.pk]})

    assertContains(response, "Ze gaan naar de prullenbak")
    assertContains(response, "“Tafel” staat op deze plaatsen")
    assertContains(response, page.title)
    assertNotContains(response, "“Stoel” staat")


def test_a_theme_is_where_it_was_chosen_among_several(admin, page, theme):
    response = admin.get(reverse("wagtailsnippets_teams_theme:delete", args=[theme.pk]))

    assertContains(response, page.title)
    assertNotContains(response, "0 verwijzingen")


def test_several_themes_are_where_they_were_chosen(admin, page, theme):
    url = reverse("wagtail_bulk_action", args=["teams", "theme", "delete"])

    response = admin.get(url, {"id": [theme.pk, ThemeFactory(name="Schulden").pk]})

    assertContains(response, "“Armoede” staat op deze plaatsen")
    assertNotContains(response, "0 verwijzingen")


def test_a_role_is_where_a_call_asks_for_it(home, admin_user):
    team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home))
    call = OpenCallFactory(team=team)
    role = RoleFactory()
    call.roles.set([role])
    call.save()

    assert [name for name, _address in list_usage(role, admin_user)] == [team.title]


def test_a_team_is_where_news_names_it(admin, home):
    team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home))
    item = NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="Feest")
    item.work_teams.set([team])
    item.save()

    assertContains(admin.get(reverse("wagtailadmin_pages:delete", args=[team.pk])), "Feest")
