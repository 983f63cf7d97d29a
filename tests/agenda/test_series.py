"""Several meetings at once: one is copied to other dates, and each is a page of its own."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains
from wagtail.models import GroupPagePermission

from accounts.models import User
from agenda.models import MeetingPage
from agenda.screens import list_header_buttons
from tests.factories import (
    AMSTERDAM,
    AgendaIndexPageFactory,
    MeetingPageFactory,
    ThemeFactory,
    get_home,
    translate,
)


@pytest.fixture(scope="module")
def kept_meeting(keep):
    """The key of the meeting, which stays for this module."""
    with keep():
        yield make_meeting().pk


@pytest.fixture
def meeting(kept_meeting, db):
    return MeetingPage.objects.get(pk=kept_meeting)


def make_meeting():
    """Return a published meeting with all that a copy takes along, and does not."""
    meeting = MeetingPageFactory(
        parent=AgendaIndexPageFactory(parent=get_home()),
        title="Inloop",
        start=datetime.datetime(2099, 1, 14, 14, 0, tzinfo=AMSTERDAM),
        themes=[ThemeFactory()],
        body=[("text", "<p>Koffie.</p>")],
        report=[("text", "<p>Het was druk.</p>")],
        state="cancelled",
        state_note="Ziek.",
        sign_up_until=datetime.date(2099, 1, 12),
    )
    meeting.save_revision().publish()
    return meeting


def send(client, meeting, *lines):
    url = reverse("agenda_series", args=[meeting.pk])
    return client.post(url, {"dates": "\n".join(lines)})


def get_others(meeting):
    """Return the other meetings as their forms show them, by start."""
    pages = MeetingPage.objects.exclude(pk=meeting.pk).order_by("start")
    return [page.get_latest_revision_as_object() for page in pages]


class TestCopying:
    def test_makes_a_draft_for_each_date_at_the_same_time_of_the_clock(self, admin, meeting):
        answer = send(admin, meeting, "09-07-2099", "", "10-2-2099, ")

        winter, summer = get_others(meeting)
        assert answer.url == "/admin/agenda/?state=draft"
        assert [each.live for each in [winter, summer]] == [False, False]
        for each, day in [(winter, (2099, 2, 10)), (summer, (2099, 7, 9))]:
            assert each.start == datetime.datetime(*day, 14, 0, tzinfo=AMSTERDAM)
            assert each.end == datetime.datetime(*day, 16, 0, tzinfo=AMSTERDAM)
            assert each.slug == f"inloop-{datetime.date(*day)}"
        assert winter.sign_up_until == datetime.date(2099, 2, 8)

    def test_says_when_it_is_of_whole_days_too(self, admin, meeting):
        url = reverse("agenda_series", args=[meeting.pk])
        assertContains(admin.get(url), "14 januari 2099 (14.00 tot 16.00 uur)")
        meeting.start = datetime.datetime(2099, 1, 14, tzinfo=AMSTERDAM)
        meeting.end = meeting.start + datetime.timedelta(days=1)

        meeting.save_revision()

        assertContains(admin.get(url), "14 januari 2099 (De hele dag)")

    def test_takes_words_and_themes_along_and_leaves_what_is_of_that_day(self, admin, meeting):
        send(admin, meeting, "10-02-2099")

        (copy,) = get_others(meeting)
        assert "Koffie." in str(copy.body)
        assert list(copy.themes.all()) == list(meeting.themes.all())
        assert (copy.state, copy.state_note, len(copy.report)) == ("planned", "", 0)
        assert copy.translation_key != meeting.translation_key

    def test_copies_what_the_form_shows_and_not_what_is_on_the_site(self, admin, meeting):
        draft = MeetingPage.objects.get(pk=meeting.pk)
        draft.title = "Inloop met soep"
        draft.save_revision()

        send(admin, meeting, "10-02-2099")

        assert [each.title for each in get_others(meeting)] == ["Inloop met soep"]

    def test_leaves_the_others_as_they_are_when_one_changes(self, admin, meeting):
        send(admin, meeting, "10-02-2099", "10-03-2099")
        first, second = get_others(meeting)

        first.title = "Anders"
        first.save_revision().publish()

        assert get_others(meeting)[1].title == second.title == "Inloop"

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("morgen", "‘morgen’ is geen datum."),
            ("31-02-2099", "‘31-02-2099’ is geen datum."),
            ("01-01-2020", "01-01-2020 is al geweest."),
            # That of the meeting itself.
            ("14-01-2099", "Op 14-01-2099 is er al een bijeenkomst met deze naam."),
        ],
    )
    def test_makes_none_while_a_line_is_wrong(self, admin, meeting, line, words):
        answer = send(admin, meeting, "10-02-2099", line)

        assertContains(answer, words)
        assertContains(answer, "10-02-2099")
        assert get_others(meeting) == []

    def test_makes_no_second_one_on_a_day(self, admin, meeting):
        send(admin, meeting, "10-02-2099", "10-02-2099")
        assert len(get_others(meeting)) == 1

        assertContains(send(admin, meeting, "10-02-2099"), "is er al een bijeenkomst")
        assert len(get_others(meeting)) == 1

    def test_refuses_a_night_in_which_the_clock_changes(self, admin, meeting):
        MeetingPage.objects.update(
            start=datetime.datetime(2099, 1, 14, 2, 30, tzinfo=AMSTERDAM),
            end=datetime.datetime(2099, 1, 14, 5, 0, tzinfo=AMSTERDAM),
        )
        meeting.refresh_from_db()
        meeting.save_revision()

        for line in ["29-03-2099", "25-10-2099"]:
            assertContains(send(admin, meeting, line), "wordt de klok verzet")

    def test_has_a_most(self, admin, meeting):
        day = timezone.localdate() + datetime.timedelta(days=1)
        lines = [f"{day + datetime.timedelta(days=number):%d-%m-%Y}" for number in range(31)]

        assertContains(send(admin, meeting, *lines), "meer dan 30 datums")


class TestWhoMayCopy:
    def test_is_who_may_add_meetings(self, client, meeting):
        writer = User.objects.create_user("noor@example.org")
        group = Group.objects.create(name="Proef")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        writer.groups.add(group)
        client.force_login(writer)

        assert send(client, meeting, "10-02-2099").status_code == 403
        assert get_others(meeting) == []

        add = Permission.objects.get(codename="add_page")
        GroupPagePermission.objects.create(group=group, page=meeting.get_parent(), permission=add)
        assert send(client, meeting, "10-02-2099").status_code == 302
        assert len(get_others(meeting)) == 1

    def test_copies_no_translation(self, admin, editor, english_home, meeting):
        translate(meeting.get_parent())
        english = translate(meeting, title="Walk-in")

        assert send(admin, english, "10-02-2099").status_code == 403
        assert list(list_header_buttons(english, editor, "edit")) == []

    def test_finds_the_button_with_the_meeting(self, admin, meeting):
        edit = reverse("wagtailadmin_pages:edit", args=[meeting.pk])

        assertContains(admin.get(edit), reverse("agenda_series", args=[meeting.pk]))
