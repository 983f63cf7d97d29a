"""Where meetings show beside the agenda: home, the page of a team, search, and what staff has."""

import datetime

import pytest
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from agenda.destinations import list_teams_of_meeting
from search.models import Entry
from tests.factories import (
    ContactPersonFactory,
    MeetingPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    translate,
)


@pytest.fixture
def team(home):
    teams = WorkTeamIndexPageFactory(parent=home)
    return WorkTeamPageFactory(parent=teams, title="Samenspel", slug="samenspel")


def from_now(**length):
    return timezone.now() + datetime.timedelta(**length)


def read_soon(client, url):
    """Return the titles of the meetings that are said to be soon."""
    document = html.fromstring(client.get(url).content)
    titles = document.xpath("//section[@aria-labelledby='meetings']//h3")
    return [each.text_content() for each in titles]


class TestNextMeetings:
    def test_are_the_three_first_ones(self, client, home, agenda):
        for days in [40, 10, 30, 20, -1]:
            MeetingPageFactory(parent=agenda, title=f"{days} dagen", start=from_now(days=days))
        MeetingPageFactory(parent=agenda, title="Concept", start=from_now(days=1), live=False)

        assert read_soon(client, home.url) == ["10 dagen", "20 dagen", "30 dagen"]
        assertContains(client.get(home.url), f'href="{agenda.url}">Alle bijeenkomsten')

    def test_are_no_part_of_home_when_there_are_none(self, client, home, agenda):
        MeetingPageFactory(parent=agenda, start=from_now(days=-1))

        assertNotContains(client.get(home.url), "Binnenkort")

    def test_of_a_team_are_its_own(self, client, agenda, team):
        MeetingPageFactory(parent=agenda, title="Soep", work_teams=[team])
        MeetingPageFactory(parent=agenda, title="Was", work_teams=[team], start=from_now(days=-1))
        MeetingPageFactory(parent=agenda, title="Brood")

        assert read_soon(client, team.url) == ["Soep"]
        assertContains(client.get(team.url), f'href="{agenda.url}?team=samenspel"')

    def test_of_a_team_are_in_the_language_of_its_page(self, client, agenda, team, english_home):
        meeting = MeetingPageFactory(parent=agenda, title="Soep", work_teams=[team])
        for page in [team.get_parent(), agenda]:
            translate(page)
        english = translate(team, title="Interplay")
        # About the Dutch page of the team, as when that had no translation yet.
        soup = translate(meeting, title="Soup")
        soup.work_teams.set([team])
        soup.save()

        assert read_soon(client, english.url) == ["Soup"]


class TestWhomToAsk:
    def test_is_the_person_of_the_meeting_or_else_of_its_team(self, client, agenda, team):
        team.contact_person = ContactPersonFactory(name="Van het team")
        team.save()
        meeting = MeetingPageFactory(parent=agenda, work_teams=[team])
        assertContains(client.get(meeting.url), "Van het team")

        meeting.contact_person = ContactPersonFactory(name="Van de middag")
        meeting.save()

        assertContains(client.get(meeting.url), "Van de middag")
        assertNotContains(client.get(meeting.url), "Van het team")


class TestSearch:
    def test_finds_a_meeting_by_place_team_and_report(self, client, agenda, team):
        meeting = MeetingPageFactory(
            parent=agenda,
            title="Soep",
            place="Buurthuis",
            cost="Gratis",
            work_teams=[team],
            themes=[ThemeFactory(name="Armoede", slug="armoede")],
            report=[("text", "<p>Pannenkoeken.</p>")],
            start=from_now(days=-1),
        )
        meeting.save_revision().publish()

        for words in ["buurthuis", "gratis", "samenspel", "pannenkoeken", "armoede"]:
            assertContains(client.get("/zoeken/", {"q": words, "kind": "meeting"}), meeting.url)
        entry = Entry.objects.get(page=meeting)
        assert (entry.kind, entry.date) == ("meeting", timezone.localdate(meeting.start))
        assert entry.teams == [team.pk]

    def test_forgets_the_name_of_a_team_that_is_hidden(self, agenda, team):
        meeting = MeetingPageFactory(parent=agenda, title="Soep", work_teams=[team])
        meeting.save_revision().publish()
        assert "Samenspel" in Entry.objects.get(page=meeting).text

        team.unpublish()

        assert "Samenspel" not in Entry.objects.get(page=meeting).text


class TestStaff:
    def test_is_led_to_an_empty_meeting_and_finds_them_in_the_menu(self, admin, agenda):
        answer = admin.get("/admin/")

        assertContains(answer, f"/admin/pages/add/agenda/meetingpage/{agenda.pk}/")
        assertContains(answer, "/admin/agenda/")

    def test_has_a_list_with_when_they_are_and_whether_they_go_on(self, admin, agenda):
        MeetingPageFactory(parent=agenda, title="Soep", state="cancelled")
        MeetingPageFactory(parent=agenda, title="Half", live=False, start=None, end=None)

        answer = admin.get("/admin/agenda/")

        assertContains(answer, "14-01-2099 14:00")
        assertContains(answer, "gaat niet door")
        assertContains(answer, "Half")

    def test_is_offered_the_teams_of_a_meeting_that_goes(self, agenda, team):
        meeting = MeetingPageFactory(parent=agenda, work_teams=[team])

        assert list_teams_of_meeting(meeting)[0] == team
        assert list_teams_of_meeting(team) == []
