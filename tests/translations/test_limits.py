"""What does not fit is said at the passage, and never stops a page with an error."""

import pytest
from pytest_django.asserts import assertContains
from wagtail_localize.models import StringTranslation

from tests.factories import (
    MilestoneFactory,
    NewsPageFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)
from tests.translations.steps import BOARD, get_english, get_field, translate
from translations.limits import list_faults
from translations.models import Progress
from translations.passages import read_passages
from translations.progress import State, count_behind
from translations.tasks import check_all


def make_news(index):
    link = {"text": "Bel ons", "page": None, "url": "https://example.org/"}
    return NewsPageFactory(
        parent=index,
        title="Tafel",
        summary="Met pannen.",
        seo_title="Tafels",
        body=[
            ("heading", {"text": "Vooraf"}),
            ("call_to_action", {"title": "Schuif aan", "text": "Kom.", "link": link}),
        ],
    )


def make_team(index):
    team = WorkTeamPageFactory(
        parent=WorkTeamIndexPageFactory(parent=index.get_parent()), title="Preventie"
    )
    MilestoneFactory(team=team, title="Start")
    translate(team.get_parent())
    return team


def make_theme(index):
    return ThemeFactory(name="Armoede")


# What is translated, a text in it, and how long its translation may be.
PLACES = [
    (make_news, "Tafel", 255),
    (make_news, "Met pannen.", 300),
    (make_news, "Tafels", 255),
    (make_news, "Vooraf", 120),
    (make_news, "Bel ons", 80),
    (make_news, "Kom.", None),
    (make_team, "Start", 120),
    (make_theme, "Armoede", 80),
]
LIMITED = [each for each in PLACES if each[2]]


def get_passage(translation, source):
    (passage,) = [each for each in read_passages(translation) if each.source_text == source]
    return passage


class TestAPassage:
    @pytest.mark.parametrize(("make", "source", "limit"), PLACES)
    def test_knows_how_long_it_may_be(self, index, make, source, limit):
        translation = translate(make(index), "", publish=False)

        assert get_passage(translation, source).limit == limit

    def test_has_one_line_where_the_source_has_no_room_for_two(self, index):
        translation = translate(NewsPageFactory(parent=index, title="Keukentafel"), publish=False)

        title = get_passage(translation, "Keukentafel")

        assert title.read("Kitchen\r\ntable\n") == "Kitchen table"

    @pytest.mark.parametrize(("make", "source", "limit"), LIMITED)
    def test_that_is_too_long_is_refused_there(self, admin, index, make, source, limit):
        translation = translate(make(index), publish=False)
        field = get_field(get_passage(translation, source))
        url = f"{BOARD}{translation.pk}/?show=all"

        answer = admin.post(url, {field: "é" * (limit + 1), "publish": "1"})

        assertContains(answer, f"Dit zijn {limit + 1} tekens. Er passen er hier hoogstens {limit}")
        assertContains(answer, "é" * (limit + 1))

    @pytest.mark.parametrize(("make", "source", "limit"), LIMITED)
    def test_that_just_fits_is_published(self, admin, index, make, source, limit):
        page = make(index)
        translation = translate(page, publish=False)
        field = get_field(get_passage(translation, source))
        shown = get_field(get_passage(translation, source), "shown")
        # A sign that is stored as five counts as the one that people read.
        words = "&" + "x" * (limit - 1)
        data = {field: words, shown: f"EN {source}", "publish": "1"}

        answer = admin.post(f"{BOARD}{translation.pk}/?show=all", data, follow=True)

        assertContains(answer, "is gepubliceerd")
        assert get_english(page).get_translations().exists()

    def test_says_so_beside_its_field(self, admin, index):
        translation = translate(make_news(index), "", publish=False)

        assertContains(admin.get(f"{BOARD}{translation.pk}/"), "Hoogstens 255 tekens")

    def test_has_no_limit_where_it_has_markup(self, item):
        translation = translate(item, "", publish=False)
        passage = get_passage(translation, "Daar begint het.")

        assert list_faults(passage, "Long. " * 1000) == []


class TestATextThatWasStoredTooLong:
    """A file of a translation program brought it, or the limit came later."""

    @pytest.fixture
    def team(self, index):
        return make_team(index)

    @pytest.fixture
    def stored(self, team):
        """A Translation whose milestone has more words than there is room for."""
        translation = translate(team, publish=False)
        passage = get_passage(translation, "Start")
        StringTranslation.objects.filter(pk=passage.translation.pk).update(data="x" * 121)
        return translation

    def test_is_left_to_do(self, stored):
        assert [each.source_text for each in read_passages(stored) if not each.is_translated] == [
            "Start"
        ]

    def test_does_not_stop_the_page(self, admin, stored, team):
        answer = admin.post(f"{BOARD}{stored.pk}/publish/", {"gaps": "show"}, follow=True)

        assertContains(answer, "is gepubliceerd")
        assert get_english(team).milestones.get().title == "Start"


class TestATextFromBeforeItsPlaceHadALimit:
    def test_is_to_do_on_the_board_as_it_is_in_the_editor(self, index, run_background_tasks):
        theme = make_theme(index)
        translation = translate(theme)
        (name,) = StringTranslation.objects.filter(translation_of__data="Armoede")
        # As an earlier release stored it.
        StringTranslation.objects.filter(pk=name.pk).update(data="P" * 81, has_error=False)
        assert count_behind(translation) == 0

        check_all()
        run_background_tasks()

        assert count_behind(translation) == 1
        row = Progress.objects.get(translation_key=theme.translation_key)
        assert row.state != State.CURRENT
