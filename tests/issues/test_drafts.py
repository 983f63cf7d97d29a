import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.drafts import read_drafts, read_version
from issues.gaps import decide
from issues.models import IssuePage
from tests.factories import (
    AgendaIndexPageFactory,
    MeetingPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)

pytestmark = pytest.mark.django_db


def read_items(issue):
    """Return the items of each edition: {language: [(title, summary, language)]}."""
    return {
        draft.language: [(each.title, each.summary, each.language) for each in draft.edition.items]
        for draft in read_drafts(issue)
    }


def get_choices(issue, choice):
    return {block.id: choice for block in issue.get_latest_revision_as_object().items}


class TestEditions:
    def test_have_what_is_in_their_language(self, bilingual):
        assert read_items(bilingual) == {
            "nl": [
                ("Keukentafel", "Kort.", "nl"),
                ("Buurthuis", "Over Buurthuis.", "nl"),
                ("Tot slot", "Goede dagen gewenst.", "nl"),
            ],
            "en": [
                ("EN Keukentafel", "EN Kort.", "en"),
                ("EN Tot slot", "EN Goede dagen gewenst.", "en"),
            ],
        }

    def test_have_words_of_their_own(self, bilingual):
        dutch, english = read_drafts(bilingual)

        assert dutch.edition.subject == "Aan de keukentafel"
        assert english.edition.subject == "EN Aan de keukentafel"
        assert "EN Dit was er te doen." in english.edition.opening
        assert english.edition.web_address.endswith("/en/en-nieuwsbrief/en-nieuwsbrief-november/")

    def test_show_what_they_lack_with_a_note_if_that_is_decided(self, bilingual, editor):
        decide(bilingual, get_choices(bilingual, "note"), editor)

        english = read_drafts(bilingual)[1].edition.items[1]
        assert (english.title, english.language, english.note) == (
            "Buurthuis",
            "nl",
            "Only in Dutch",
        )

    def test_leave_out_what_visitors_cannot_see(self, bilingual, buurthuis):
        buurthuis.specific.unpublish()

        assert [title for title, *_rest in read_items(bilingual)["nl"]] == [
            "Keukentafel",
            "Tot slot",
        ]

    def test_follow_what_is_written_about_an_item(self, bilingual, buurthuis):
        page = buurthuis.specific
        page.title = "Wijkhuis"
        page.save_revision().publish()

        assert read_items(bilingual)["nl"][1][0] == "Wijkhuis"

    def test_use_the_words_of_the_page_where_shorter_ones_are_not_translated(self, bilingual):
        draft = bilingual.get_latest_revision_as_object()
        draft.items[0].value["summary"] = "Korter."
        draft.save_revision()

        assert read_items(bilingual)["en"][0] == ("EN Keukentafel", "EN Over Keukentafel.", "en")

    def test_say_what_things_are(self, issue, home):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home))
        call = OpenCallFactory(team=team)
        issue.items = [
            ("call", {"call": str(call.translation_key)}),
            ("page", {"page": MeetingPageFactory(parent=AgendaIndexPageFactory(parent=home))}),
        ]
        issue.save_revision()

        items = read_drafts(issue)[0].edition.items

        assert [each.kind for each in items] == [
            "Oproep, reageren kan tot en met 1 januari 2030",
            "Bijeenkomst op woensdag 14 januari 2099",
        ]
        assert items[0].address == f"{team.full_url}#{call.get_anchor()}"


class TestVersion:
    def test_is_known_by_its_very_words(self, bilingual, buurthuis):
        before = read_version(bilingual).fingerprint
        assert read_version(bilingual).fingerprint == before

        page = buurthuis.specific
        page.title = "Wijkhuis"
        page.save_revision().publish()

        assert read_version(bilingual).fingerprint != before

    def test_has_no_mail_of_an_edition_without_items(self, issue, home):
        issue.save_revision()

        assert read_version(issue).renderings == {}


def test_reading_costs_the_same_for_any_number_of_items(bilingual, buurthuis, issue):
    news = buurthuis.get_parent()

    def count(number):
        pages = [NewsPageFactory(parent=news, title=f"Bericht {number} {n}") for n in range(number)]
        issue.items = [("page", {"page": page}) for page in pages]
        issue.save_revision()
        read_drafts(IssuePage.objects.get(pk=issue.pk))
        again = IssuePage.objects.get(pk=issue.pk)
        with CaptureQueriesContext(connection) as queries:
            read_drafts(again)
        return len(queries)

    count(1)

    assert count(2) == count(8)
