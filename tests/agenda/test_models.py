import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from agenda.ending import note_what_is_over
from agenda.models import MeetingPage
from pages.publishing import PublishingRefusedError
from site_version.version import read_version
from tests.factories import (
    AMSTERDAM,
    AgendaIndexPageFactory,
    MeetingPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    translate,
)
from tests.translations.steps import change, get_english
from tests.translations.steps import translate as register

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def agenda(home):
    return AgendaIndexPageFactory(parent=home)


def at(*numbers):
    """Return the moment at which the clock in Amsterdam says so."""
    return datetime.datetime(*numbers, tzinfo=AMSTERDAM)


def ago(**length):
    return timezone.now() - datetime.timedelta(**length)


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

    def test_of_several_days_says_both(self, agenda, client):
        meeting = MeetingPageFactory(parent=agenda, end=at(2099, 1, 15, 12))

        answer = client.get(meeting.url)

        assertContains(
            answer, "woensdag 14 januari 2099, 14.00 tot donderdag 15 januari 2099, 12.00"
        )

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
            assertNotContains(client.get(url), "mailto:a@example.org")
        assertContains(client.get(meeting.url), "De zaal is dicht.")

    def test_that_is_moved_says_when_it_would_have_been(self, agenda, client):
        meeting = MeetingPageFactory(
            parent=agenda, state="moved", previous_start=at(2099, 1, 7, 14)
        )

        assertContains(client.get(meeting.url), "woensdag 7 januari 2099, 14.00")

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


class TestTheAgenda:
    def read(self, client, url):
        """Return the titles of the meetings on a page, in their order."""
        document = html.fromstring(client.get(url).content)
        return [each.text_content() for each in document.xpath("//h3[@class='card__title']")]

    def read_filters(self, client, url):
        """Return the words of the choices of each filter, by its label."""
        document = html.fromstring(client.get(url).content)
        return {
            nav.get("aria-label"): [" ".join(link.text_content().split()) for link in nav.iter("a")]
            for nav in document.xpath("//nav[@class='filter']")
        }

    def test_has_what_comes_with_the_first_one_first_and_then_what_was(self, client, agenda):
        MeetingPageFactory(parent=agenda, title="Later", start=timezone.now() + 48 * HOUR)
        MeetingPageFactory(parent=agenda, title="Eerst", start=timezone.now() + 24 * HOUR)
        MeetingPageFactory(parent=agenda, title="Bezig", start=timezone.now() - HOUR)
        for number in range(4):
            MeetingPageFactory(parent=agenda, title=f"Was {number}", start=ago(days=2 + number))

        assert self.read(client, agenda.url) == [
            *("Bezig", "Eerst", "Later", "Was 0", "Was 1", "Was 2")
        ]

    def test_has_an_archive_of_years_with_the_last_one_first(self, client, agenda):
        for title, start in [
            ("Lente", at(2019, 4, 1, 14)),
            # The year of the clock, which was not that of UTC.
            ("Oudjaar", at(2020, 1, 1, 0, 30)),
            ("Herfst", at(2019, 10, 1, 14)),
        ]:
            MeetingPageFactory(parent=agenda, title=title, start=start)
        MeetingPageFactory(parent=agenda, title="Komt nog")

        assert self.read(client, f"{agenda.url}?year=2019") == ["Herfst", "Lente"]
        assert self.read(client, f"{agenda.url}?year=2020") == ["Oudjaar"]
        assertContains(client.get(agenda.url), 'href="?year=2019"')

    def test_filters_by_theme_and_by_team(self, client, agenda):
        theme = ThemeFactory(name="Armoede", slug="armoede")
        team = WorkTeamPageFactory(
            parent=WorkTeamIndexPageFactory(parent=agenda.get_parent()), slug="samenspel"
        )
        MeetingPageFactory(parent=agenda, title="Soep", themes=[theme])
        MeetingPageFactory(parent=agenda, title="Brood", work_teams=[team])

        assert self.read(client, f"{agenda.url}?theme=armoede") == ["Soep"]
        assert self.read(client, f"{agenda.url}?team=samenspel") == ["Brood"]
        assert self.read(client, f"{agenda.url}?theme=armoede&team=samenspel") == []
        assertContains(client.get(f"{agenda.url}?team=weg"), "Dit filter bestaat niet")

    def test_says_how_much_each_choice_leaves(self, client, agenda):
        theme = ThemeFactory(name="Armoede", slug="armoede")
        soon = timezone.now() + 24 * HOUR
        for title, start, themes in [
            ("Straks", soon, [theme]),
            ("Lente", at(2019, 4, 1, 14), [theme]),
            ("Mei", at(2019, 5, 1, 14), []),
            ("Eerder", at(2018, 5, 1, 14), []),
        ]:
            MeetingPageFactory(parent=agenda, title=title, start=start, themes=themes)

        # Without a year it is what comes, and that divides nothing else here.
        assert self.read_filters(client, agenda.url) == {
            "Wanneer": ["Wat er komt (1)", "2019 (2)", "2018 (1)"]
        }
        assert self.read_filters(client, f"{agenda.url}?year=2019") == {
            "Wanneer": ["Wat er komt (1)", "2019 (2)", "2018 (1)"],
            "Thema": ["Alle thema’s (2)", "Armoede (1)"],
        }
        assert self.read_filters(client, f"{agenda.url}?theme=armoede") == {
            "Wanneer": ["Wat er komt (1)", "2019 (1)"],
            "Thema": ["Alle thema’s (1)", "Armoede (1)"],
        }

    def test_leads_to_its_only_year_though_nothing_comes(self, client, agenda):
        MeetingPageFactory(parent=agenda, start=at(2019, 4, 1, 14))

        assert self.read_filters(client, agenda.url) == {"Wanneer": ["Wat er komt (0)", "2019 (1)"]}

    def test_folds_its_filters_once(self, client, agenda):
        MeetingPageFactory(parent=agenda, start=at(2019, 4, 1, 14))

        page = html.fromstring(client.get(agenda.url).content)

        assert len(page.xpath("//details[.//nav[@class='filter']]")) == 1

    def test_shows_no_drafts_and_nothing_private(self, client, agenda):
        MeetingPageFactory(parent=agenda, title="Concept", live=False)
        private = MeetingPageFactory(parent=agenda, title="Besloten")
        PageViewRestriction.objects.create(page=private, restriction_type="login")

        assert self.read(client, agenda.url) == []
        assertContains(client.get(agenda.url), "Er staat nu niets gepland.")

    def test_knows_when_something_is_over_where_it_was_kept(self, agenda):
        """Nothing else changes at that moment that would make the pages anew."""
        meeting = MeetingPageFactory(parent=agenda, end=timezone.now() + HOUR, start=ago(hours=1))
        MeetingPage.objects.update(end=ago(minutes=1))
        before = read_version()

        note_what_is_over()
        assert read_version() != before
        assert MeetingPage.objects.get(pk=meeting.pk).was_over

        before = read_version()
        note_what_is_over()
        assert read_version() == before


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
