"""Two people, or a page that changes meanwhile: nothing that somebody typed is lost."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains
from wagtail_localize.models import Translation

from tests.translations.steps import (
    BOARD,
    change,
    change_body,
    get_dutch,
    get_english,
    get_field,
    make_item,
    make_short,
    translate,
    write,
)
from translations.passages import read_passages
from translations.progress import State, count_behind, get_state


@pytest.fixture(scope="module")
def kept_draft(kept_index, keep):
    with keep():
        yield translate(make_item(kept_index, title="Tafel"), "", publish=False).pk


@pytest.fixture
def draft(kept_draft, index):
    """The Translation of a news item with seven passages, of which none is translated."""
    return Translation.objects.get(pk=kept_draft)


@pytest.fixture
def dutch(draft):
    return get_dutch("Tafel")


def fill_in(translation, text="", **typed):
    """Return what the form sends: `text` before each source, or what was typed for a path."""
    data = {}
    for passage in read_passages(translation):
        name = passage.path.partition(".")[0]
        data[get_field(passage, "shown")] = passage.shown_text
        data[get_field(passage)] = typed.get(name) or (
            f"{text} {passage.shown_source}" if text else passage.shown_text
        )
    return data


def post(client, translation, data, show="?show=all", **buttons):
    return client.post(
        f"{BOARD}{translation.pk}/{show}", {**data, **(buttons or {"save": "1"})}, follow=True
    )


def get_texts(translation):
    """Return the translations there are, by their source, as a dictionary."""
    return {each.source_text: each.text for each in read_passages(translation) if each.translation}


class TestAPageThatChangesMeanwhile:
    def test_loses_nothing_when_a_paragraph_comes_on_top(self, admin, draft, dutch):
        data = fill_in(draft, "EN")
        quote, text = dutch.body
        html = f"<p>Vooraf.</p>{text.value.source}"
        change_body(
            dutch,
            ("quote", quote.value, quote.id),
            ("text", type(text.value)(html), text.id),
        )

        post(admin, draft, data)

        assert len(get_texts(draft)) == 6
        assert [each.source_text for each in read_passages(draft) if not each.text] == ["Vooraf."]

    def test_keeps_what_was_typed_for_a_text_that_changed(self, admin, draft, dutch):
        data = fill_in(draft, summary="With pans & pots.")
        change(dutch, summary="Met potten.")

        answer = post(admin, draft, data)

        assertContains(answer, "With pans &amp; pots.")
        assertContains(answer, "Met pannen.")
        (passage,) = [each for each in read_passages(draft) if each.path == "summary"]
        assert passage.is_changed
        assert passage.shown_text == "With pans & pots."

    def test_shows_what_was_typed_for_a_text_that_is_gone(self, admin, draft, dutch):
        data = fill_in(draft, "EN")
        change_body(dutch)

        answer = post(admin, draft, data)

        assertContains(answer, "EN Formeel schuift aan.")
        assertContains(answer, "EN Daar begint het.")

    def test_says_nothing_of_what_nobody_touched(self, admin, draft, dutch):
        data = fill_in(draft)
        change_body(dutch)

        assertNotContains(post(admin, draft, data), "Formeel schuift aan.")

    def test_takes_no_text_of_another_page(self, admin, draft, index):
        other = translate(make_short(index.pk, title="Markt"), "", publish=False)

        answer = post(admin, draft, fill_in(other, "EN"))

        assertNotContains(answer, "EN Markt")
        assert get_texts(other) == {}


class TestAColleague:
    def test_is_not_overwritten_by_who_types_at_the_same_time(self, admin, draft):
        mine = fill_in(draft, summary="With my pans.")
        post(admin, draft, fill_in(draft, summary="With your pans."))

        answer = post(admin, draft, mine)

        assertContains(answer, "With my pans.")
        assertContains(answer, "With your pans.")
        assert get_texts(draft)["Met pannen."] == "With your pans."

    def test_is_overwritten_by_who_saw_both(self, admin, draft):
        mine = fill_in(draft, summary="With my pans.")
        post(admin, draft, fill_in(draft, summary="With your pans."))
        again = fill_in(draft) | {
            name: value for name, value in mine.items() if value == "With my pans."
        }

        post(admin, draft, again)

        assert get_texts(draft)["Met pannen."] == "With my pans."

    def test_keeps_a_text_that_somebody_else_only_looked_at(self, admin, draft):
        mine = fill_in(draft, title="Table")
        post(admin, draft, fill_in(draft, summary="With your pans."))

        post(admin, draft, mine)

        assert get_texts(draft) == {"Tafel": "Table", "Met pannen.": "With your pans."}

    def test_that_finished_a_passage_does_not_make_mine_disappear(self, admin, draft):
        """It is not among the passages that are left, which are all that is shown at first."""
        mine = fill_in(draft, summary="With my pans.")
        post(admin, draft, fill_in(draft, summary="With your pans."))

        answer = post(admin, draft, mine, show="")

        assertContains(answer, "With my pans.")


class TestAMinorChange:
    @pytest.fixture(scope="class")
    @classmethod
    def kept_change(cls, kept_translation, keep):
        with keep():
            change(get_dutch("Keukentafel"), summary="Met pannen!")
            yield

    @pytest.fixture
    def published(self, kept_change, translation):
        """A published translation whose Dutch summary got an exclamation mark."""
        return translation

    def press(self, client, translation, shown):
        """Press the button on a screen that shows these passages."""
        data = {get_field(each, "shown"): each.shown_text for each in shown}
        return client.post(f"{BOARD}{translation.pk}/minor/", data, follow=True)

    def test_is_sent_with_what_was_shown(self, admin, published):
        (passage,) = [each for each in read_passages(published) if each.is_changed]

        answer = admin.get(f"{BOARD}{published.pk}/minor/")

        assertContains(answer, f'name="{get_field(passage, "shown")}" value="EN Met pannen."')

    def test_holds_for_nothing_that_changed_after_it_was_shown(self, admin, published, translated):
        shown = [each for each in read_passages(published) if each.is_changed]
        change(translated, title="Keukentafels")

        self.press(admin, published, shown)

        assert [each.path for each in read_passages(published) if each.is_changed] == ["title"]
        assert get_state(published) == State.BEHIND

    def test_publishes_what_was_shown(self, admin, published):
        self.press(admin, published, read_passages(published))

        assert get_state(published) == State.CURRENT

    def test_does_not_publish_a_draft_that_is_waiting(self, admin, published, translated):
        write(published, "title", "Kitchen table")

        answer = self.press(admin, published, read_passages(published))

        assertContains(answer, "concept")
        assert get_english(translated).title == "EN Keukentafel"
        assert count_behind(published) == 0
        assert get_state(published) == State.READY
