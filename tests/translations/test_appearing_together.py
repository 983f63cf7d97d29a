"""A page that no visitor sees yet can be translated, and appear with its translation."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageLogEntry
from wagtail_localize.models import Translation

from bin.deleting import put_page_in_bin
from pages.publishing import REFUSED, PublishingRefusedError
from tests.factories import UserFactory
from tests.translations.steps import (
    BOARD,
    get_dutch,
    get_english,
    get_english_locale,
    make_short,
    publish,
    translate,
)
from translations.passages import read_passages
from translations.permissions import may_start
from translations.publishing import start_translation
from translations.together import get_plan


@pytest.fixture(scope="module")
def kept_draft(kept_index, keep):
    """The key of the Translation of `draft`; both stay for a module of tests."""
    with keep():
        page = make_short(kept_index, live=False)
        page.summary = "Met potten en pannen."
        page.save_revision()
        yield translate(page, publish=False).pk


@pytest.fixture
def translation(kept_draft, index):
    """The translation of `draft`, complete and not published."""
    return Translation.objects.get(pk=kept_draft)


@pytest.fixture
def draft(translation):
    """A Dutch news item that was never published, with a later draft of it."""
    return get_dutch("Keukentafel")


def post(admin, translation, **data):
    return admin.post(reverse("translations:edit", args=[translation.pk]), data, follow=True)


def test_a_draft_is_translated_as_it_was_saved_last(translation):
    assert [each.source_text for each in read_passages(translation)] == [
        "Keukentafel",
        "Met potten en pannen.",
    ]


def test_a_translator_does_not_get_a_draft_that_they_may_not_edit(draft):
    translator = UserFactory()
    translator.is_superuser = False
    translator.save()
    translator.groups.add(Group.objects.get(name="Vertaler Engels"))

    assert not may_start(translator, draft, get_english_locale())


def test_a_draft_is_on_the_board_from_the_first_word_until_it_is_in_the_bin(index, admin):
    draft = make_short(index, live=False, title="Een lange tafel", slug="een-lange-tafel")
    assertNotContains(admin.get(BOARD), draft.title)

    start_translation(draft, get_english_locale())
    draft.title = "Een nog langere tafel"
    draft.save()
    assertContains(admin.get(f"{BOARD}?state=in_progress"), draft.title)

    put_page_in_bin(draft)
    assertNotContains(admin.get(BOARD), draft.title)


def test_the_editor_shows_what_was_saved_meanwhile(draft, translation, admin):
    draft.summary = "Met lepels."
    draft.save_revision()

    answer = admin.get(reverse("translations:edit", args=[translation.pk]))

    assertContains(answer, "lepels")


def test_the_translation_cannot_go_before_its_source(translation):
    with pytest.raises(PublishingRefusedError, match="Publiceer eerst de pagina zelf"):
        publish(translation)


@pytest.mark.parametrize("way", ["button", "schedule"])
def test_both_appear_at_one_moment(draft, translation, admin, way):
    answer = post(admin, translation, publish="1")
    assertContains(answer, "Deze vertaling verschijnt vanzelf")
    assert not get_english(draft).live

    if way == "schedule":
        draft.save_revision(approved_go_live_at=timezone.now())
        call_command("publish_scheduled")
    else:
        draft.save_revision().publish()

    assert get_english(draft).live
    assert get_english(draft).title == "EN Keukentafel"


def test_a_plan_can_be_taken_back(draft, translation, admin):
    post(admin, translation, publish="1")

    post(admin, translation, apart="1")
    draft.save_revision().publish()

    assert not get_english(draft).live


def test_nothing_is_planned_before_all_is_translated(index, admin):
    page = make_short(index.pk, title="Markt", live=False)
    translation = start_translation(page, get_english_locale())

    answer = post(admin, translation, publish="1")

    assertContains(answer, "Vertaal eerst alles")
    page.save_revision().publish()
    assert not get_english(page).live


def test_what_the_gate_refuses_then_stays_a_draft_and_is_told(draft, translation, admin, index):
    post(admin, translation, publish="1")
    get_english(index).unpublish()

    draft.save_revision().publish()

    english = get_english(draft)
    assert not english.live
    assert PageLogEntry.objects.filter(page=english, action=REFUSED).exists()


def test_words_that_changed_last_are_a_gap_and_not_the_words_of_before(draft, translation, admin):
    post(admin, translation, publish="1")
    draft.summary = "Met lepels."

    draft.save_revision().publish()

    english = get_english(draft)
    assert english.live
    assert english.untranslated == ["summary"]


def test_waits_on_when_its_page_is_planned(draft, translation, admin):
    post(admin, translation, publish="1")
    draft.go_live_at = timezone.now() + timedelta(days=1)

    draft.save_revision().publish()

    assert get_plan(translation)


def test_a_page_that_is_only_planned_changes_no_translation_that_was_left(draft, translation):
    draft.save_revision().publish()
    publish(translation)
    page = type(draft).objects.get(pk=draft.pk)
    page.unpublish()
    page.date += timedelta(days=1)
    page.go_live_at = timezone.now() + timedelta(days=1)

    page.save_revision().publish()

    english = get_english(page)
    assert english.live
    assert not PageLogEntry.objects.filter(page=english, action=REFUSED).exists()
