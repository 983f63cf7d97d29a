"""The calendars as two programs read them that share no code: `icalendar` and `vobject`."""

import datetime

import vobject
from icalendar import Calendar

from agenda.models import MeetingPage
from tests.factories import AMSTERDAM, MeetingPageFactory

FEED = "/agenda/calendar/"
FACTS = ["uid", "summary", "dtstart", "dtend", "location", "status", "sequence", "url"]


def read(client):
    """Return the facts of the events of the feed, by their title, of which both readers say so."""
    content = client.get(FEED).content
    events = [
        {name: event.decoded(name.upper()) for name in FACTS}
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]
    facts = [{name: as_told(value) for name, value in event.items()} for event in events]
    others = [
        {name: getattr(event, name).value for name in FACTS}
        for event in vobject.readOne(content.decode()).contents["vevent"]
    ]
    for event in others:
        event["sequence"] = int(event["sequence"])
    assert facts == others
    return {event["summary"]: event for event in facts}


def as_told(value):
    return value.decode() if isinstance(value, bytes) else value


def publish(**changes):
    meeting = MeetingPage.objects.get()
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.save_revision().publish()


class TestTwoReaders:
    def test_agree_on_facts_in_summer_and_in_winter(self, client, agenda):
        summer = datetime.datetime(2099, 7, 1, 14, tzinfo=AMSTERDAM)
        winter = datetime.datetime(2099, 12, 1, 14, tzinfo=AMSTERDAM)
        MeetingPageFactory(parent=agenda, title="Soep; brood, en “praten”", start=summer)
        MeetingPageFactory(parent=agenda, title="é" * 100, start=winter)

        events = read(client)

        assert events["Soep; brood, en “praten”"]["dtstart"] == summer
        assert events["é" * 100]["dtstart"] == winter
        assert winter.astimezone(datetime.UTC).hour == 13

    def test_agree_on_what_was_moved_and_what_is_off(self, client, agenda):
        MeetingPageFactory(parent=agenda, title="Leeskring", live=False)
        publish()
        planned = read(client)["Leeskring"]
        later = planned["dtstart"] + datetime.timedelta(days=7)

        publish(start=later, end=later + datetime.timedelta(hours=2))
        moved = read(client)["Leeskring"]
        publish(state="cancelled")
        off = read(client)["Gaat niet door: Leeskring"]

        assert (moved["dtstart"], moved["status"]) == (later, "CONFIRMED")
        assert off["status"] == "CANCELLED"
        assert [each["sequence"] for each in [planned, moved, off]] == [0, 1, 2]
        assert len({each["uid"] for each in [planned, moved, off]}) == 1
