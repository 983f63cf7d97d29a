"""What does not fit is said at the passage, and never stops a page with an error."""

import html

import pytest
from pytest_django.asserts import assertContains
from wagtail_localize.models import StringTranslation, Translation

from news.models import NewsIndexPage
from teams.models import WorkTeamPage
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
    ("news", "Tafel", 255),
    ("news", "Met pannen.", 300),
    ("news", "Tafels", 255),
    ("news", "Vooraf", 120),
    ("news", "Bel ons", 80),
    ("news", "Kom.", None),
    ("team", "Start", 120),
    ("theme", "Armoede", 80),
]
LIMITED = [each for each in PLACES if each[2]]


@pytest.fixture(scope="module")
def kept(kept_index, keep):
    """The keys of the Translations of a news item, a team and a theme, none of them published."""
    with keep():
        index = NewsIndexPage.objects.get(pk=kept_index)
        sources = {"news": make_news(index), "team": make_team(index), "theme": make_theme(index)}
        yield {name: translate(each, publish=False).pk for name, each in sources.items()}


@pytest.fixture
def translations(kept, index):
    """Those Translations, by "news", "team" and "theme"."""
    return {name: Translation.objects.get(pk=key) for name, key in kept.items()}


def get_passage(translation, source):
    (passage,) = [each for each in read_passages(translation) if each.source_text == source]
    return passage


class TestAPassage:
    def test_knows_how_long_it_may_be(self, translations):
        for name, source, limit in PLACES:
            assert get_passage(translations[name], source).limit == limit, source

    def test_has_one_line_where_the_source_has_no_room_for_two(self, index):
        translation = translate(NewsPageFactory(parent=index, title="Keukentafel"), publish=False)

        title = get_passage(translation, "Keukentafel")

        assert title.read("Kitchen\r\ntable\n") == "Kitchen table"

    def test_that_is_too_long_is_refused_there(self, admin, translations):
        for name, source, limit in LIMITED:
            field = get_field(get_passage(translations[name], source))
            url = f"{BOARD}{translations[name].pk}/?show=all"

            answer = admin.post(url, {field: "é" * (limit + 1), "publish": "1"})

            refusal = f"Dit zijn {limit + 1} tekens. Er passen er hier hoogstens {limit}"
            assertContains(answer, refusal, count=1, msg_prefix=source)
            assertContains(answer, "é" * (limit + 1), msg_prefix=source)

    def test_that_just_fits_is_published(self, admin, translations):
        """All of a page at once."""
        for name, translation in translations.items():
            passages = {each.source_text: each for each in read_passages(translation)}
            data = {"publish": "1"}
            for _name, source, limit in [each for each in LIMITED if each[0] == name]:
                # A sign that is stored as five counts as the one that people read.
                data[get_field(passages[source])] = "&" + "x" * (limit - 1)
                data[get_field(passages[source], "shown")] = f"EN {source}"

            answer = admin.post(f"{BOARD}{translation.pk}/?show=all", data, follow=True)

            assertContains(answer, "is gepubliceerd", msg_prefix=name)
            texts = {each.source_text: each.text for each in read_passages(translation)}
            for _name, source, limit in [each for each in LIMITED if each[0] == name]:
                assert len(html.unescape(texts[source])) == limit, source

    def test_says_so_beside_its_field(self, admin, translations):
        answer = admin.get(f"{BOARD}{translations['news'].pk}/?show=all")

        assertContains(answer, "Hoogstens 255 tekens")

    def test_has_no_limit_where_it_has_markup(self, item):
        translation = translate(item, "", publish=False)
        passage = get_passage(translation, "Daar begint het.")

        assert list_faults(passage, "Long. " * 1000) == []


class TestATextThatWasStoredTooLong:
    """A file of a translation program brought it, or the limit came later."""

    @pytest.fixture
    def stored(self, translations):
        """A Translation whose milestone has more words than there is room for."""
        translation = translations["team"]
        passage = get_passage(translation, "Start")
        StringTranslation.objects.filter(pk=passage.translation.pk).update(data="x" * 121)
        return translation

    def test_is_left_to_do(self, stored):
        assert [each.source_text for each in read_passages(stored) if not each.is_translated] == [
            "Start"
        ]

    def test_does_not_stop_the_page(self, admin, stored):
        answer = admin.post(f"{BOARD}{stored.pk}/publish/", {"gaps": "show"}, follow=True)

        assertContains(answer, "is gepubliceerd")
        team = WorkTeamPage.objects.get(locale__language_code="nl")
        assert get_english(team).milestones.get().title == "Start"


class TestATextFromBeforeItsPlaceHadALimit:
    def test_is_to_do_on_the_board_as_it_is_in_the_editor(self, index, run_background_tasks):
        theme = ThemeFactory(name="Wonen")
        translation = translate(theme)
        (name,) = StringTranslation.objects.filter(translation_of__data="Wonen")
        # As an earlier release stored it.
        StringTranslation.objects.filter(pk=name.pk).update(data="P" * 81, has_error=False)
        assert count_behind(translation) == 0

        check_all()
        run_background_tasks()

        assert count_behind(translation) == 1
        row = Progress.objects.get(translation_key=theme.translation_key)
        assert row.state != State.CURRENT
