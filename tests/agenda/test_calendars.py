"""What calendars get: read by a calendar's own reader, and line by line as RFC 5545 says."""

import datetime
import re

from django.utils import timezone
from icalendar import Calendar
from pytest_django.asserts import assertContains

from agenda.models import MeetingPage
from tests.agenda.moments import at
from tests.factories import (
    AMSTERDAM,
    MeetingPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    translate,
)

FEED = "/agenda/calendar/"
# A line of RFC 5545, 3.1: a name, parameters, and a value without a sign that steers a machine.
PARAMETER = r';[A-Z-]+=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)'
LINE = re.compile(rf"[A-Z-]+({PARAMETER})*:[^\x00-\x08\x0a-\x1f\x7f]*")
# A text of 3.3.11: what has a meaning of its own stands behind a backslash.
TEXT = re.compile(r"([^\\;,]|\\[\\;,nN])*")
TEXTS = ["SUMMARY", "DESCRIPTION", "LOCATION", "UID", "NAME", "X-WR-CALNAME"]
# 3.6 and 3.6.1: what has to be there once, and what may be no more than once.
ONCE = {"VCALENDAR": ["PRODID", "VERSION"], "VEVENT": ["UID", "DTSTAMP", "DTSTART"]}
AT_MOST_ONCE = ["DTEND", "LOCATION", "STATUS", "SUMMARY", "DESCRIPTION", "URL", "SEQUENCE"]
UTC = re.compile(r"\d{8}T\d{6}Z")


def get_feed(client, url=FEED):
    """Return the bytes of a feed, after it was read as strictly as the rules are."""
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    check(answer.content)
    return answer.content


def read(client, url=FEED):
    """Return the events of a feed, as icalendar reads them."""
    calendar = Calendar.from_ical(get_feed(client, url))
    assert [fault for each in calendar.walk() for fault in each.errors] == []
    return calendar.walk("VEVENT")


def check(content):
    """Fail where a calendar breaks a rule of RFC 5545."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
    # Folded between octets: only put together it has to be UTF-8.
    whole = b"\r\n".join(lines).replace(b"\r\n ", b"").decode()
    stack, found = [], []
    for line in whole.split("\r\n"):
        assert LINE.fullmatch(line), line
        name, value = line.split(":", 1)
        name = name.partition(";")[0]
        if name == "BEGIN":
            stack.append((value, []))
        elif name == "END":
            found.append(stack.pop())
            assert found[-1][0] == value
        else:
            stack[-1][1].append(name)
        if name in TEXTS:
            assert TEXT.fullmatch(value), line
        if name in {"DTEND", "DTSTAMP", "LAST-MODIFIED"} and "VALUE=DATE:" not in line:
            assert UTC.fullmatch(value), line
    assert stack == []
    assert [kind for kind, _names in found].count("VCALENDAR") == 1
    # At least one component is in a calendar.
    assert len(found) > 1
    for kind, names in found:
        assert [name for name in ONCE.get(kind, []) if names.count(name) != 1] == []
        assert [name for name in AT_MOST_ONCE if names.count(name) > 1] == []


class TestAnEvent:
    def test_is_the_meeting(self, client, agenda):
        meeting = MeetingPageFactory(
            parent=agenda,
            title="Soep; brood, en “praten” \\ luisteren",
            summary="Kom langs.\nNeem iemand mee.",
            street="Coolsingel 40",
            postcode="3011 AD",
            start=datetime.datetime(2099, 7, 1, 14, 0, tzinfo=AMSTERDAM),
            themes=[ThemeFactory(name="Armoede, ook van kinderen")],
        )

        (event,) = read(client)

        assert event["SUMMARY"] == meeting.title
        assert event["UID"] == str(meeting.translation_key)
        # Summer time: two hours before the clock here.
        assert event.decoded("DTSTART") == datetime.datetime(2099, 7, 1, 12, tzinfo=datetime.UTC)
        assert event.decoded("DTEND") == datetime.datetime(2099, 7, 1, 14, tzinfo=datetime.UTC)
        assert event["LOCATION"] == "Stadhuis, Coolsingel 40, 3011 AD Rotterdam"
        assert event["DESCRIPTION"].startswith("Kom langs.\nNeem iemand mee.")
        assert event["URL"] == f"http://localhost{meeting.url}"
        assert event["STATUS"] == "CONFIRMED"
        assert event.categories == ["Armoede, ook van kinderen"]

    def test_of_whole_days_has_days_and_no_hours(self, client, agenda):
        MeetingPageFactory(parent=agenda, start=at(2099, 3, 5), end=at(2099, 3, 6, 23, 59))

        (event,) = read(client)

        days = [event.decoded(name) for name in ["DTSTART", "DTEND"]]
        assert days == [datetime.date(2099, 3, 5), datetime.date(2099, 3, 7)]

    def test_is_folded_between_two_letters_of_many_octets(self, client, agenda):
        MeetingPageFactory(parent=agenda, title="é" * 100, place="ő" * 100)

        (event,) = read(client)

        assert event["SUMMARY"] == "é" * 100

    def test_that_is_off_stays_and_says_so(self, client, agenda):
        meeting = MeetingPageFactory(parent=agenda, live=False)
        meeting.save_revision().publish()
        (before,) = read(client)
        meeting = MeetingPage.objects.get()
        meeting.state, meeting.state_note = "cancelled", "De zaal is dicht."
        meeting.save_revision().publish()

        (event,) = read(client)

        assert event["STATUS"] == "CANCELLED"
        assert event["SUMMARY"].startswith("Gaat niet door: ")
        assert "De zaal is dicht." in event["DESCRIPTION"]
        assert (event["UID"], event["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
        assert event.decoded("DTSTAMP") >= before.decoded("DTSTAMP")

    def test_keeps_its_id_under_another_title_and_address(self, client, agenda):
        meeting = MeetingPageFactory(parent=agenda)
        (before,) = read(client)
        MeetingPage.objects.filter(pk=meeting.pk).update(title="Anders", slug="anders")

        (event,) = read(client)

        assert event["UID"] == before["UID"]

    def test_is_in_the_language_of_its_page_and_the_same_meeting(
        self, client, agenda, english_home
    ):
        meeting = MeetingPageFactory(parent=agenda, summary="Kom langs.")
        translate(agenda)
        translate(meeting, title="Kitchen table talk", untranslated=["summary"])

        (english,) = read(client, "/en/agenda/calendar/")
        (dutch,) = read(client)

        assert english["SUMMARY"] == "Kitchen table talk"
        # No reader of a calendar is told that a text is in Dutch.
        assert "Kom langs." not in english["DESCRIPTION"]
        assert english["UID"] == dutch["UID"]

    def test_has_no_sign_that_steers_a_machine(self, client, agenda):
        meeting = MeetingPageFactory(parent=agenda)
        MeetingPage.objects.filter(pk=meeting.pk).update(title="Soep\x0b en brood\x07")

        (event,) = read(client)

        assert event["SUMMARY"] == "Soep\n en brood"


class TestAFeed:
    def test_has_what_comes_and_what_was_in_the_last_year(self, client, agenda):
        now = timezone.now()
        for title, days in [("Komt", 1), ("Was", -300), ("Lang geleden", -400)]:
            start = now + datetime.timedelta(days=days)
            MeetingPageFactory(parent=agenda, title=title, start=start)
        MeetingPageFactory(parent=agenda, title="Concept", live=False)

        assert [event["SUMMARY"] for event in read(client)] == ["Was", "Komt"]

    def test_is_there_for_a_theme_and_for_a_team(self, client, agenda):
        theme = ThemeFactory(name="Armoede, nu", slug="armoede")
        teams = WorkTeamIndexPageFactory(parent=agenda.get_parent())
        team = WorkTeamPageFactory(parent=teams, number=2, slug="samenspel")
        MeetingPageFactory(parent=agenda, title="Soep", themes=[theme])
        MeetingPageFactory(parent=agenda, title="Brood", work_teams=[team])
        by_theme, by_team = f"{FEED}theme/armoede/", f"{FEED}team/samenspel/"

        assert [event["SUMMARY"] for event in read(client, by_theme)] == ["Soep"]
        assert [event["SUMMARY"] for event in read(client, by_team)] == ["Brood"]
        assert b"\r\nNAME:Agenda: Armoede\\, nu\r\n" in get_feed(client, by_theme)
        assertContains(client.get("/agenda/?theme=armoede"), f'href="{by_theme}"')
        assertContains(client.get("/agenda/?team=samenspel"), f"webcal://localhost{by_team}")

    def test_is_not_there_for_what_is_not(self, client, agenda):
        assert client.get(f"{FEED}theme/weg/").status_code == 404
        assert client.get(f"{FEED}team/weg/").status_code == 404

    def test_is_a_calendar_while_nothing_is_planned(self, client, agenda):
        assert read(client) == []

    def test_is_not_sent_again_to_who_has_it(self, client, agenda):
        meeting = MeetingPageFactory(parent=agenda, live=False)
        meeting.save_revision().publish()
        first = client.get(FEED)

        assert client.get(FEED, headers={"if-none-match": first["ETag"]}).status_code == 304

        meeting = MeetingPage.objects.get()
        meeting.place = "Buurthuis"
        meeting.save_revision().publish()
        assert client.get(FEED, headers={"if-none-match": first["ETag"]}).status_code == 200

    def test_says_that_calendars_lag(self, client, agenda):
        answer = client.get(agenda.url)

        assertContains(answer, "vaak één keer per dag")
        assertContains(answer, 'href="webcal://localhost/agenda/calendar/"')


class TestAFile:
    def test_has_one_meeting(self, client, agenda):
        meeting = MeetingPageFactory(parent=agenda, title="Soep")
        MeetingPageFactory(parent=agenda, title="Brood")
        url = f"{meeting.url}calendar/"

        assert [event["SUMMARY"] for event in read(client, url)] == ["Soep"]
        assert 'filename="soep.ics"' in client.get(url)["Content-Disposition"]
        assertContains(client.get(meeting.url), f'href="{url}"')

    def test_is_not_there_for_a_draft(self, client, agenda):
        meeting = MeetingPageFactory(parent=agenda, live=False)

        assert client.get(f"{meeting.url}calendar/").status_code == 404
