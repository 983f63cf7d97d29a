"""Publications where visitors begin: search, the page of a team."""

import datetime

from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import CollectionViewRestriction
from wagtail_factories import CollectionFactory

from search.models import Entry
from tests.factories import (
    FileFactory,
    PublicationPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)


def read_entry(page):
    return Entry.objects.get(page=page)


def make_file(text, **fields):
    document = FileFactory(**fields)
    type(document).objects.filter(pk=document.pk).update(text=text)
    document.refresh_from_db()
    return document


class TestSearch:
    def test_finds_it_by_the_text_of_its_file(self, client, index):
        page = PublicationPageFactory(parent=index, document=make_file("kostendelersnorm"))

        assertContains(client.get("/zoeken/", {"q": "kostendelersnorm"}), f'href="{page.url}"')

    def test_finds_it_by_what_is_read_of_the_file_later(self, client, index, run_background_tasks):
        page = PublicationPageFactory(parent=index, document=FileFactory())
        assert "huisuitzetting" not in read_entry(page).text
        page.document.text = "huisuitzetting"
        page.document.save()

        assert "huisuitzetting" in read_entry(page).text

    def test_forgets_a_file_that_is_deleted(self, index, run_background_tasks):
        page = PublicationPageFactory(parent=index, document=make_file("huisuitzetting"))

        page.document.delete()
        run_background_tasks()

        assert "huisuitzetting" not in read_entry(page).text

    def test_tells_nothing_of_a_file_that_is_private(self, index):
        collection = CollectionFactory()
        file = make_file("huisuitzetting", collection=collection)
        page = PublicationPageFactory(parent=index, document=file)
        assert "huisuitzetting" in read_entry(page).text

        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )
        assert "huisuitzetting" not in read_entry(page).text

        restriction.delete()
        assert "huisuitzetting" in read_entry(page).text

    def test_knows_its_kind_year_theme_and_team(self, client, index):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=get_home()))
        theme = ThemeFactory()
        page = PublicationPageFactory(parent=index, themes=[theme], work_teams=[team])
        page.save_revision().publish()

        entry = read_entry(page)

        assert (entry.kind, entry.date) == ("publication", datetime.date(2018, 1, 1))
        assert (entry.themes, entry.teams) == ([theme.pk], [team.pk])
        response = client.get("/zoeken/", {"q": "vertelden"})
        assertContains(response, "Publicatie")
        assertNotContains(response, "1 januari 2018")


class TestTheTeam:
    def test_has_its_three_newest_publications_and_the_way_to_all(self, client, index):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=get_home()))
        for year in range(2014, 2018):
            PublicationPageFactory(
                parent=index, title=f"Verslag {year}", year=year, work_teams=[team]
            )
        PublicationPageFactory(parent=index, title="Concept", live=False, work_teams=[team])

        response = client.get(team.url)

        assertContains(response, "Publicaties van dit team")
        assertContains(response, "Verslag 2015")
        assertNotContains(response, "Verslag 2014")
        assertNotContains(response, "Concept")
        assertContains(response, f'href="{index.url}?team={team.slug}"')

    def test_without_publications_has_no_heading_for_them(self, client, index):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=get_home()))

        assertNotContains(client.get(team.url), "Publicaties van dit team")
