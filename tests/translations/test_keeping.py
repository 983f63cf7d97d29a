"""How far translations are is kept, and true after everything that changes it."""

import datetime
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from news.models import NewsPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, ThemeFactory, get_home
from tests.translations.steps import (
    BOARD,
    change,
    change_body,
    get_english,
    make_short,
    publish,
    set_fields,
    translate,
    write,
)
from translations import tasks
from translations.keeping import check_progress, list_next_keys, write_down
from translations.models import Progress
from translations.passages import read_passages
from translations.publishing import mark_as_minor, start_translation
from translations.states import State
from translations.targets import list_snippet_models


def count_wrong():
    """Return how many rows are not as they would be measured now; mends them."""
    models = [Page, *list_snippet_models()]
    return sum(check_progress(each, list_next_keys(each, None, 1000)) for each in models)


@pytest.fixture(scope="module")
def kept_page(kept_index, keep):
    with keep():
        yield make_short(kept_index, title="Markt").pk


@pytest.fixture
def page(kept_page, index):
    """A Dutch news item that nobody translated."""
    return NewsPage.objects.get(pk=kept_page)


def get_state(instance):
    """Return the State that is kept of a page or snippet, or None."""
    row = Progress.objects.filter(translation_key=instance.translation_key).first()
    return row and row.state


def expire(page):
    """Take a page off the site on its date."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(days=1))
    call_command("publish_scheduled")


def move_below_private(page):
    """Move a page below one that is private, and that nobody translated."""
    hidden = NewsIndexPageFactory(parent=get_home(), title="Besloten")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    Page.objects.get(pk=page.pk).move(hidden, pos="last-child")


def restrict(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def unpublish(page):
    page.unpublish()


def delete(page):
    page.delete()


def is_measuring(sql):
    return "translations_progress" in sql and "FOR UPDATE" in sql


class TestAPage:
    @pytest.mark.parametrize(
        ("change_it", "state"),
        [
            (lambda page: change(page, title="Keukentafels"), State.BEHIND),
            (lambda page: change(page, search_description="Nieuw."), State.GAPS),
            (lambda page: change_body(page), State.CURRENT),
            (unpublish, State.GONE),
            (expire, State.GONE),
            (delete, State.GONE),
            (move_below_private, State.GONE),
            # The translation becomes private with it.
            (restrict, State.CURRENT),
            (lambda page: get_english(page).unpublish(), State.READY),
            (lambda page: get_english(page).delete(), State.MISSING),
        ],
    )
    def test_is_kept_as_it_is(self, translated, translation, change_it, state):
        change_it(translated)

        assert get_state(translated) == state
        assert count_wrong() == 0

    def test_is_measured_once_when_it_is_saved_and_published(self, admin, translation):
        with CaptureQueriesContext(connection) as queries:
            admin.post(f"{BOARD}{translation.pk}/", {"publish": "1"})

        measured = [each for each in queries if is_measuring(each["sql"])]
        assert len(measured) == 1
        assert count_wrong() == 0

    def test_is_known_from_its_first_day(self, page):
        assert get_state(page) == State.MISSING
        assert count_wrong() == 0

    def test_is_followed_from_start_to_end(self, page, english):
        states = []
        translation = start_translation(page, english)
        states.append(get_state(page))
        write(translation, "title", "Kitchen table")
        write(translation, "summary", "With pans.")
        states.append(get_state(page))
        publish(translation)
        states.append(get_state(page))
        write(translation, "summary", "With pots.")
        states.append(get_state(page))

        assert states == [State.IN_PROGRESS, State.READY, State.CURRENT, State.READY]
        assert count_wrong() == 0

    def test_is_followed_when_a_change_is_minor(self, translated, translation):
        change(translated, summary="Met pannen!")
        passages = read_passages(translation)
        mark_as_minor(translation, passages, {each.key for each in passages})

        assert get_state(translated) == State.CURRENT
        assert count_wrong() == 0

    def test_with_a_part_that_was_never_in_english_has_a_gap(self, page):
        translate(page, "summary")

        row = Progress.objects.get(translation_key=page.translation_key)
        assert (row.state, row.gaps, row.behind) == (State.GAPS, 1, 1)

    def test_that_was_made_in_english_only_is_on_the_board(self, index):
        english = NewsPageFactory(parent=get_english(index), title="Orphan")

        row = Progress.objects.get(translation_key=english.translation_key)
        assert (row.state, row.title) == (State.GONE, "Orphan")
        english.unpublish()
        assert get_state(english) is None

    def test_whose_dutch_is_gone_has_the_title_of_the_translation(self, translated, translation):
        translated.unpublish()

        row = Progress.objects.get(translation_key=translated.translation_key)
        assert row.title == "EN Keukentafel"

    def test_of_a_section_is_kept_when_all_of_it_goes(self, translated, translation, index):
        index.get_parent().specific.unpublish(set_expired=True)
        Page.objects.get(pk=index.pk).delete()

        assert get_state(translated) == State.GONE
        assert count_wrong() == 0


class TestASnippet:
    @pytest.mark.parametrize(
        ("change_it", "state"),
        [(lambda theme: theme.save(), State.BEHIND), (lambda theme: theme.delete(), None)],
    )
    def test_is_kept_as_it_is(self, index, change_it, state):
        theme = ThemeFactory(name="Armoede")
        translate(theme)
        theme.name = "Armoede en schulden"

        change_it(theme)

        assert get_state(theme) == state
        assert count_wrong() == 0


class TestTheWorkOfTheNight:
    def test_mends_what_is_wrong_and_says_so(
        self, admin, translated, translation, run_background_tasks
    ):
        Progress.objects.filter(translation_key=translated.translation_key).update(behind=7)
        ThemeFactory(name="Armoede")
        Progress.objects.filter(title="Armoede").delete()

        tasks.check_all()
        run_background_tasks()

        assert count_wrong() == 0
        response = admin.get(reverse("background_work:index"))
        assert "2 regels van het vertaalbord" in response.content.decode()

    def test_goes_on_in_parts(self, index, monkeypatch, run_background_tasks):
        for number in range(5):
            NewsPageFactory(parent=index, title=f"Bericht {number}")
        everything = Progress.objects.count()
        Progress.objects.all().delete()
        monkeypatch.setattr(tasks, "PART", 2)

        tasks.refresh_all()
        some = Progress.objects.count()
        run_background_tasks()

        assert some < Progress.objects.count() == everything
        assert count_wrong() == 0

    def test_forgets_what_is_no_longer_there(self, page):
        Progress.objects.filter(title="Markt").update(translation_key=uuid4())

        assert count_wrong() == 2
        assert count_wrong() == 0

    def test_is_done_for_a_language_that_is_new(self, page):
        Locale.objects.create(language_code="de")

        rows = Progress.objects.filter(locale__language_code="de", urgency=State.MISSING.urgency)
        assert {"Home", "Nieuws", "Markt"} <= set(rows.values_list("title", flat=True))


class TestMeasuring:
    def test_costs_the_same_for_one_page_and_for_many(self, index):
        pages = [NewsPageFactory(parent=index, title=f"Bericht {n}") for n in range(2)]
        for page in pages:
            translate(page)
            set_fields(page.title, last_published_at=timezone.now())
            change(page, search_description="Nieuw.", summary="Anders")
        keys = [page.translation_key for page in pages]

        counts = []
        for some in [keys[:1], keys]:
            Progress.objects.filter(translation_key__in=some).delete()
            with CaptureQueriesContext(connection) as queries:
                assert write_down(Page, some) == len(some)
            counts.append(len(queries))

        assert counts[0] == counts[1]
