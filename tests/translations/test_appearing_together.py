"""A page that no visitor sees yet can be translated, and appear with its translation."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains
from wagtail.models import PageLogEntry

from pages.publishing import REFUSED, PublishingRefusedError
from tests.factories import UserFactory
from tests.translations.steps import (
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


@pytest.fixture
def draft(index):
    """A Dutch news item that was never published, with a later draft of it."""
    page = make_short(index.pk, live=False)
    page.summary = "Met potten en pannen."
    page.save_revision()
    return page


@pytest.fixture
def translation(draft):
    """Its translation, complete and not published."""
    return translate(draft, publish=False)


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


def test_nothing_is_planned_before_all_is_translated(draft, admin):
    translation = start_translation(draft, get_english_locale())

    answer = post(admin, translation, publish="1")

    assertContains(answer, "Vertaal eerst alles")
    draft.save_revision().publish()
    assert not get_english(draft).live


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
