import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains

from agenda.models import MeetingPage
from agenda.words import describe_hours
from pages.publishing import PublishingRefusedError
from tests.agenda.moments import ago, at
from tests.factories import (
    MeetingPageFactory,
    translate,
)
from tests.translations.steps import change, get_english
from tests.translations.steps import translate as register


class TestAMeeting:
    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"end": at(2099, 1, 14, 13)}, "end"),
            # A meeting of no time at all.
            ({"end": at(2099, 1, 14, 14)}, "end"),
            ({"state": "moved"}, "previous_start"),
            ({"state": "moved", "previous_start": at(2099, 1, 14, 14)}, "previous_start"),
            ({"place": ""}, "place"),
            ({"attendance": "mixed", "town": ""}, "town"),
            ({"sign_up": "by_mail"}, "sign_up_email"),
            ({"sign_up": "on_page"}, "sign_up_url"),
            ({"sign_up_until": datetime.date(2099, 1, 15)}, "sign_up_until"),
        ],
    )
    def test_says_which_field_is_wrong(self, fields, name):
        with pytest.raises(ValidationError) as error:
            MeetingPageFactory.build(**fields).check_finished()

        assert list(error.value.message_dict) == [name]

    @pytest.mark.parametrize(
        "fields",
        [
            {"attendance": "online", "place": "", "town": ""},
            {"end": at(2099, 1, 16, 12)},
            {"state": "moved", "previous_start": at(2099, 1, 7, 14)},
            {"sign_up": "by_mail", "sign_up_email": "a@example.org"},
            {"sign_up_until": datetime.date(2099, 1, 14)},
        ],
    )
    def test_may_be(self, fields):
        MeetingPageFactory.build(**fields).check_finished()

    def test_does_not_go_live_half_filled_and_is_kept_as_a_draft(self, agenda):
        meeting = MeetingPageFactory(parent=agenda, live=False, start=None, end=None)

        with pytest.raises(PublishingRefusedError, match="begin"):
            meeting.save_revision(clean=False).publish()

        assert not MeetingPage.objects.get().live

    def test_is_at_the_time_of_the_clock_in_summer_and_in_winter(self, agenda, client):
        for title, month in [("Winter", 1), ("Zomer", 7)]:
            MeetingPageFactory(parent=agenda, title=title, start=at(2099, month, 1, 9, 30))

        for slug in ["winter", "zomer"]:
            assertContains(client.get(f"/agenda/{slug}/"), "9.30 tot 11.30\xa0uur")

    @pytest.mark.parametrize(
        ("start", "end", "words"),
        [
            (
                at(2099, 1, 14, 14),
                at(2099, 1, 15, 12),
                "woensdag 14 januari 2099, 14.00 tot donderdag 15 januari 2099, 12.00 uur",
            ),
            # An evening until midnight is of one day.
            (at(2099, 1, 14, 20), at(2099, 1, 15), "20.00 tot 0.00 uur"),
            # However an editor writes down a whole day.
            (at(2099, 1, 14), at(2099, 1, 14, 23, 59), "De hele dag"),
            (at(2099, 1, 14), at(2099, 1, 15), "De hele dag"),
            (
                at(2099, 1, 14),
                at(2099, 1, 15, 23, 59),
                "De hele dag, tot en met donderdag 15 januari 2099",
            ),
            # The nights in which summer time begins and ends.
            (at(2099, 3, 29), at(2099, 3, 29, 23, 59), "De hele dag"),
            (at(2099, 10, 25), at(2099, 10, 26), "De hele dag"),
        ],
    )
    def test_says_its_hours_and_its_days_where_it_has_more(self, start, end, words):
        with translation.override("nl"):
            assert describe_hours(MeetingPageFactory.build(start=start, end=end)) == words

    def test_that_is_off_says_so_and_why_and_takes_nobody(self, agenda, client):
        meeting = MeetingPageFactory(
            parent=agenda,
            state="cancelled",
            state_note="De zaal is dicht.",
            sign_up="by_mail",
            sign_up_email="a@example.org",
        )

        for url in [meeting.url, agenda.url]:
            assertContains(client.get(url), "Gaat niet door")
            assertNotContains(client.get(url), "Zet in mijn agenda")
            assertNotContains(client.get(url), "mailto:a@example.org")
        assertContains(client.get(meeting.url), "De zaal is dicht.")

    def test_that_was_off_is_not_one_that_is_over(self, agenda, client):
        meeting = MeetingPageFactory(
            parent=agenda, state="cancelled", start=ago(days=2), end=ago(days=1)
        )

        answer = client.get(meeting.url)

        assertContains(answer, "Ging niet door")
        assertNotContains(answer, "geweest is")

    def test_that_is_moved_says_when_it_would_have_been(self, agenda, client):
        meeting = MeetingPageFactory(
            parent=agenda, state="moved", previous_start=at(2099, 1, 7, 14)
        )

        words = "Zou zijn op woensdag 7 januari 2099, 14.00\xa0uur."
        assertContains(client.get(meeting.url), words)

    def test_that_is_moved_says_the_day_alone_of_whole_days(self, agenda, client):
        meeting = MeetingPageFactory(parent=agenda, state="moved", previous_start=at(2099, 1, 7))

        assertContains(client.get(meeting.url), "Zou zijn op woensdag 7 januari 2099.")

    def test_takes_people_until_the_last_day(self, agenda):
        meeting = MeetingPageFactory(
            parent=agenda, sign_up="by_mail", sign_up_email="a@example.org"
        )
        assert meeting.may_sign_up()

        meeting.sign_up_until = timezone.localdate()
        assert meeting.may_sign_up()

        meeting.sign_up_until -= datetime.timedelta(days=1)
        assert not meeting.may_sign_up()

    def test_writes_a_mail_that_says_what_it_is_about(self):
        meeting = MeetingPageFactory.build(
            title="Soep & brood", sign_up="by_mail", sign_up_email="a@example.org"
        )

        address, subject = meeting.get_sign_up_url().split("?subject=")

        assert address == "mailto:a@example.org"
        assert "Soep%20%26%20brood" in subject

    def test_that_is_over_has_its_report_before_the_programme(self, agenda, client):
        meeting = MeetingPageFactory(
            parent=agenda,
            start=ago(days=2),
            body=[("text", "<p>Eerst soep.</p>")],
            report=[("text", "<p>De soep was op.</p>")],
        )

        html = client.get(meeting.url).content.decode()

        assert html.index("De soep was op.") < html.index("Eerst soep.")
        assertContains(client.get(agenda.url), f'href="{meeting.url}#report"')


class TestItsNumberForCalendars:
    """SEQUENCE of RFC 5545."""

    def change(self, meeting, **fields):
        """Publish a change, and return the number after it."""
        page = MeetingPage.objects.get(pk=meeting.pk).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()
        return MeetingPage.objects.get(pk=meeting.pk).sequence

    @pytest.fixture
    def meeting(self, agenda):
        meeting = MeetingPageFactory(parent=agenda, live=False)
        meeting.save_revision().publish()
        return meeting

    def test_begins_with_nothing(self, meeting):
        assert MeetingPage.objects.get().sequence == 0

    def test_rises_with_another_time_place_or_state_and_not_with_words(self, meeting):
        assert self.change(meeting, title="Anders") == 0
        assert self.change(meeting, end=at(2099, 1, 14, 17)) == 1
        assert self.change(meeting, place="Buurthuis") == 2
        assert self.change(meeting, state="cancelled") == 3
        assert self.change(meeting, summary="Jammer.") == 3

    def test_rises_also_when_it_goes_back_to_what_it_was(self, meeting):
        first = meeting.get_latest_revision()
        self.change(meeting, place="Buurthuis")

        first.publish()

        assert MeetingPage.objects.get().sequence == 2

    def test_rises_not_before_a_draft_is_published(self, meeting):
        page = MeetingPage.objects.get()
        page.place = "Buurthuis"
        page.save_revision()

        assert MeetingPage.objects.get().sequence == 0

    def test_goes_on_where_it_was_when_it_comes_back(self, meeting):
        self.change(meeting, place="Buurthuis")
        MeetingPage.objects.get().unpublish()

        assert self.change(meeting, place="Stadhuis") == 2

    def test_is_the_same_in_every_language(self, meeting, english_home):
        self.change(meeting, place="Buurthuis")
        translate(meeting.get_parent())
        english = translate(meeting, title="Kitchen table talk")

        assert MeetingPage.objects.get(pk=english.pk).sequence == 1


class TestItsForm:
    def fill_in(self, agenda, **typed):
        """Return the form of a new meeting, checked as for publishing."""
        form_class = MeetingPage.get_edit_handler().get_form_class()
        whole = {
            **dict.fromkeys(["body-count", "report-count"], "0"),
            "title": "Samen",
            "start": "14-01-2099 14:00",
            "end": "14-01-2099 16:00",
            "state": "planned",
            "attendance": "online",
            "sign_up": "not_needed",
        }
        form = form_class({**whole, **typed}, instance=MeetingPage(), parent_page=agenda)
        form.full_clean()
        return form

    def test_takes_the_time_of_the_clock_here(self, agenda):
        form = self.fill_in(agenda)

        assert form.errors == {}
        assert form.cleaned_data["start"] == at(2099, 1, 14, 14)

    def test_says_beside_the_field_what_is_wrong(self, agenda):
        form = self.fill_in(agenda, end="14-01-2099 13:00")

        assert form.errors == {"end": ["Het einde is niet na het begin."]}

    # The hour that is left out in spring, and the one that comes twice in autumn.
    @pytest.mark.parametrize("day", ["28-03-2027", "31-10-2027"])
    def test_takes_no_time_that_may_not_be_on_the_clock(self, agenda, day):
        form = self.fill_in(agenda, start=f"{day} 02:30", end=f"{day} 05:00")

        assert list(form.errors) == ["start"]

    def test_keeps_a_half_filled_draft(self, agenda):
        form_class = MeetingPage.get_edit_handler().get_form_class()
        typed = {**dict.fromkeys(["body-count", "report-count"], "0"), "title": "Samen"}
        form = form_class(typed, instance=MeetingPage(), parent_page=agenda)
        form.defer_required_fields()
        form.full_clean()

        assert form.errors == {}


class TestATranslation:
    @pytest.fixture
    def meeting(self, agenda, english_home):
        meeting = MeetingPageFactory(
            parent=agenda, summary="Kom langs.", audience="Bewoners", cost="Gratis", live=False
        )
        meeting.save_revision().publish()
        register(agenda)
        register(meeting)
        return meeting

    def test_has_the_facts_of_now_beside_the_words_that_it_has(self, meeting, client):
        change(
            meeting,
            start=at(2099, 2, 1, 10),
            end=at(2099, 2, 1, 12),
            state="cancelled",
            place="Buurthuis",
            audience="Iedereen",
        )

        english = get_english(meeting)
        assert (english.start, english.state) == (at(2099, 2, 1, 10), "cancelled")
        assert (english.place, english.audience) == ("Buurthuis", "EN Bewoners")
        assert english.sequence == MeetingPage.objects.get(pk=meeting.pk).sequence == 1
        assertContains(client.get(english.url), "Cancelled")
