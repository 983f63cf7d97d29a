"""What a change in Dutch does to a translation, and what it leaves alone."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.rich_text import RichText

from news.models import NewsPage
from tests.factories import ThemeFactory
from tests.translations.steps import (
    BOARD,
    change,
    change_body,
    get_english,
    get_field,
    make_short,
    publish,
    translate,
)
from translations.forms import get_prefix
from translations.models import Progress
from translations.passages import read_passages
from translations.progress import State, count_behind, get_state
from translations.publishing import mark_as_minor, start_translation

NEW_BLOCK = "5f2c1c1e-0000-4000-8000-000000000000"


def list_left(translation):
    """Return the passages that are still to do, as a list."""
    return [each for each in read_passages(translation) if not each.is_translated]


def mark_all_as_minor(translation):
    """Say of all changes there are that they are minor; return the State that follows."""
    passages = read_passages(translation)
    return mark_as_minor(translation, passages, {each.key for each in passages})


class TestAChangeInDutch:
    def test_puts_one_passage_behind_and_changes_nothing_in_english(self, translated, translation):
        change(translated, summary="Met potten.")

        assert count_behind(translation) == 1
        assert get_state(translation) == State.BEHIND
        assert get_english(translated).summary == "EN Met pannen."

    def test_keeps_the_old_translation_beside_the_difference(self, translated, translation):
        change(translated, summary="Met potten.")

        (passage,) = list_left(translation)
        assert passage.text == "EN Met pannen."
        assert [(each.old, each.new) for each in passage.changes if not each.is_same] == [
            ("pannen", "potten")
        ]

    def test_finds_the_old_translation_after_two_changes(self, translated, translation):
        change(translated, summary="Met potten.")
        change(translated, summary="Met potten en pannen.")

        (passage,) = list_left(translation)
        assert passage.text == "EN Met pannen."

    def test_is_forgotten_when_it_is_undone(self, translated, translation):
        change(translated, summary="Met potten.")
        change(translated, summary="Met pannen.")

        assert count_behind(translation) == 0

    def test_in_one_paragraph_leaves_the_others(self, translated, translation):
        text = "<p>Vooraf.</p><p>Wij gaan aan tafel.</p><p>Daar begint het.</p>"

        change_body(translated, ("text", RichText(text), translated.body[1].id))

        behind = list_left(translation)
        assert [(p.source_text, p.text) for p in behind] == [
            ("Vooraf.", ""),
            ("Wij gaan aan tafel.", "EN Wij gaan samen aan tafel."),
        ]

    def test_that_only_moves_a_text_keeps_its_translation(self, translated, translation):
        change_body(translated, ("text", RichText("<p>Daar begint het.</p>"), NEW_BLOCK))

        assert count_behind(translation) == 0

    def test_of_nothing_changes_nothing(self, translated, translation):
        change(translated)

        assert get_state(translation) == State.CURRENT

    @pytest.mark.parametrize(
        "summary", ["Met\u00a0pannen.", "Met pan\u00adnen.", "Met\u202fpannen. "]
    )
    def test_that_nobody_sees_puts_nothing_behind(self, translated, translation, summary):
        change(translated, summary=summary)

        assert get_state(translation) == State.CURRENT

    def test_that_nobody_sees_keeps_its_translation_beside_another(self, translated, translation):
        change(translated, summary="Met\u00a0pannen.", search_description="Nieuw.")

        assert [each.source_text for each in list_left(translation)] == ["Nieuw."]

    def test_is_kept_as_minor(self, translated, translation):
        change(translated, summary="Met pannen!", date=datetime.date(2018, 6, 1))

        state = mark_all_as_minor(translation)

        assert state == State.CURRENT
        assert get_english(translated).summary == "EN Met pannen."
        assert get_english(translated).date == datetime.date(2018, 6, 1)

    def test_that_adds_a_passage_is_more_than_minor(self, translated, translation):
        change(translated, summary="Met pannen!", search_description="Nieuw.")

        assert mark_all_as_minor(translation) == State.GAPS
        assert count_behind(translation) == 1

    def test_of_a_theme_puts_it_behind(self, index):
        theme = ThemeFactory(name="Armoede", description="Weinig geld.")
        translation = translate(theme)

        theme.name = "Armoede en schulden"
        theme.save()

        assert get_state(translation) == State.BEHIND
        assert theme.get_translations().get().name == "EN Armoede"

    def test_when_scheduled_publishes_no_translation(self, translated, translation, monkeypatch):
        page = NewsPage.objects.get(pk=translated.pk)
        page.summary = "Met potten."
        page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
        page.save_revision().publish()
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        monkeypatch.setattr(timezone, "now", lambda: tomorrow)

        call_command("publish_scheduled")

        assert NewsPage.objects.get(pk=translated.pk).summary == "Met potten."
        assert get_english(translated).summary == "EN Met pannen."
        assert get_state(translation) == State.BEHIND


class TestATable:
    """Rows of a table have no ids: a row put in moves those below it to other paths."""

    @pytest.fixture
    def table(self, index):
        page = make_short(index, title="Groei", body=[("table", make_table("Oktober", "November"))])
        return page, translate(page)

    def put(self, page, *months):
        change_body(page, ("table", make_table(*months), page.body[0].id))

    def test_offers_a_new_row_on_top_no_words_of_another(self, table):
        page, translation = table

        self.put(page, "Vooraf", "Oktober", "November")

        (passage,) = list_left(translation)
        assert (passage.source_text, passage.text) == ("Vooraf", "")

    def test_offers_the_old_words_of_a_row_that_moved_and_changed(self, table):
        page, translation = table

        self.put(page, "Vooraf", "Oktober 2017", "November")

        assert {each.source_text: each.text for each in list_left(translation)} == {
            "Vooraf": "",
            "Oktober 2017": "EN Oktober",
        }

    def test_offers_the_old_words_of_a_row_that_changed_where_it_was(self, table):
        page, translation = table

        self.put(page, "Oktober 2017", "November")

        (passage,) = list_left(translation)
        assert passage.text == "EN Oktober"


def make_table(*months):
    return {
        "columns": [{"type": "text", "heading": "Moment"}],
        "rows": [{"values": [month]} for month in months],
        "caption": "Leden",
    }


class TestWhatWasTranslated:
    def test_is_kept_when_the_english_page_is_deleted(self, translated, translation, english):
        get_english(translated).delete()

        translation = start_translation(translated, english)

        assert count_behind(translation) == 0
        publish(translation)
        assert get_english(translated).title == "EN Keukentafel"


class TestWhatIsStillRight:
    @pytest.fixture
    def kept(self, admin, translated, translation):
        """The passage of a summary that changed and whose translation was kept as it was."""
        change(translated, summary="Met pannen!")
        (passage,) = [each for each in read_passages(translation) if each.path == "summary"]
        data = {
            get_field(passage): passage.shown_text,
            get_field(passage, "shown"): passage.shown_text,
            get_field(passage, "keep"): "on",
        }
        admin.post(f"{BOARD}{translation.pk}/", data)
        (passage,) = [each for each in read_passages(translation) if each.path == "summary"]
        assert passage.is_kept
        return passage

    def test_can_be_taken_back(self, admin, translated, translation, kept):
        screen = admin.get(f"{BOARD}{translation.pk}/?show=all")
        assertContains(screen, "Toch niet goed")

        admin.post(f"{BOARD}{translation.pk}/", {"again": get_prefix(*kept.key)})

        (passage,) = [each for each in read_passages(translation) if each.path == "summary"]
        assert (passage.is_changed, passage.text) == (True, "EN Met pannen.")
        assert Progress.objects.get(translation=translation).state == State.BEHIND
        assert get_english(translated).summary == "EN Met pannen."

    def test_is_not_offered_for_what_was_translated_anew(self, admin, translation):
        assertNotContains(admin.get(f"{BOARD}{translation.pk}/?show=all"), "Toch niet goed")

    def test_can_be_said_of_all_that_changed(self, admin, translated, translation):
        change(translated, summary="Met pannen!")

        assertContains(admin.get(f"{BOARD}{translation.pk}/"), f"{BOARD}{translation.pk}/minor/")
