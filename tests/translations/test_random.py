"""Whatever two people do, in whatever order: no Dutch as English, no words lost, facts equal.

The long form is for `make endurance`.
"""

import datetime
import random

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation

from tests.translations.steps import get_english, make_item, publish, translate
from translations.keeping import check_progress
from translations.models import Progress
from translations.passages import read_passages, translate_passages
from translations.publishing import mark_as_minor, save_draft
from translations.states import State
from translations.together import catch_up_with_draft

STEPS = 25


class Play:
    """One Dutch item and its translation, to which things happen at random."""

    def __init__(self, index, seed, admin):
        self.random, self.admin = random.Random(seed), admin  # noqa: S311 - to be repeated
        item = make_item(index)
        item.save_revision().publish()
        self.key = item.pk
        self.number = 0
        self.done = []
        self.translation = translate(self.page)

    @property
    def page(self):
        return Page.objects.get(pk=self.key).specific

    def step(self):
        names = sorted(name for name in dir(self) if name.startswith("do_"))
        name = self.random.choice(names)
        self.done.append(name)
        getattr(self, name)()
        self.translation = Translation.objects.get(pk=self.translation.pk)

    def make_words(self):
        self.number += 1
        return f"Woorden {self.number}."

    def read_blocks(self):
        return [(each.block_type, each.value, each.id) for each in self.latest.body]

    @property
    def latest(self):
        return self.page.get_latest_revision_as_object()

    def change(self, **fields):
        page = self.latest
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision(clean=False)

    def do_change_a_word(self):
        name = self.random.choice(["title", "summary"])
        self.change(**{name: self.make_words()})

    def do_clear_a_word(self):
        self.change(summary="")

    def do_change_a_fact(self):
        self.change(date=datetime.date(2018, 1, 1 + self.random.randrange(28)))

    def do_change_the_order(self):
        blocks = self.read_blocks()
        self.random.shuffle(blocks)
        self.set_blocks(blocks)

    def do_remove_a_block(self):
        blocks = self.read_blocks()
        self.set_blocks(blocks[1:])

    def do_add_a_block(self):
        new = ("text", RichText(f"<p>{self.make_words()}</p>"), None)
        self.set_blocks([*self.read_blocks(), new])

    def do_change_a_block(self):
        blocks = [
            (kind, RichText(f"<p>{self.make_words()}</p>") if kind == "text" else value, key)
            for kind, value, key in self.read_blocks()
        ]
        self.set_blocks(blocks)

    def set_blocks(self, blocks):
        self.change(body=type(self.page).body.field.stream_block.to_python(prepare(blocks)))

    def do_publish_dutch(self):
        self.page.get_latest_revision().publish()

    def do_publish_dutch_in_bulk(self):
        self.press("publish", self.page)

    def do_unpublish_dutch(self):
        self.press("unpublish", self.page)

    def press(self, action, page):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        self.admin.post(f"{url}?id={page.pk}", {"next": "/admin/"})

    def do_translate_some(self):
        self.write(lambda passage: self.random.random() < 0.5)

    def do_translate_all(self):
        self.write(lambda passage: True)

    def write(self, is_chosen):
        catch_up_with_draft(self.translation)
        passages = read_passages(self.translation)
        texts = {
            each.key: f"EN {each.source_text}"
            for each in passages
            if not each.is_translated and is_chosen(each)
        }
        translate_passages(passages, texts, self.translation.target_locale)

    def do_save_the_draft(self):
        save_draft(self.translation, read_passages(self.translation))

    def do_publish_english(self):
        if self.page.live:
            publish(self.translation, leave_out=self.random.random() < 0.3)

    def do_publish_english_in_bulk(self):
        self.press("publish", get_english(self.page))

    def do_mark_as_minor(self):
        if self.page.live:
            passages = read_passages(self.translation)
            mark_as_minor(self.translation, passages, {each.key for each in passages})


def prepare(blocks):
    """Return blocks as a StreamField stores them."""
    return [
        {"type": kind, "id": key}
        | {"value": value.source if isinstance(value, RichText) else dict(value)}
        for kind, value, key in blocks
    ]


def check(play, written):
    page, english = play.page, get_english(play.page)
    # Nothing that was ever written is gone.
    now = set(StringTranslation.objects.values_list("pk", flat=True))
    assert written <= now
    written |= now
    # What is kept of it is what is measured.
    assert check_progress(Page, [page.translation_key]) == 0
    row = Progress.objects.filter(translation_key=page.translation_key).first()
    if not english.live:
        return
    assert (row.state == State.GONE) == (not page.live)
    # No words are Dutch that are not marked as Dutch.
    assert english.title.startswith("EN ")
    if english.summary and "summary" not in english.untranslated:
        assert english.summary.startswith("EN ")
    for block in english.body:
        if f"body.{block.id}" not in english.untranslated:
            words = block.value["text"] if block.block_type == "quote" else block.value.source
            assert "EN " in words
    if page.live:
        check_facts(page, english)


def check_facts(page, english):
    assert english.date == page.date
    there = [block.id for block in english.body]
    assert there == [block.id for block in page.body if block.id in there]
    if not page.summary:
        assert not english.summary


def play_for(index, admin, seed, steps):
    play, written = Play(index.pk, seed, admin), set()
    for _each in range(steps):
        play.step()
        try:
            check(play, written)
        except AssertionError as error:
            error.add_note(f"seed {seed}: {' '.join(play.done)}")
            raise


@pytest.mark.parametrize("seed", range(3))
def test_at_random(index, admin, seed):
    play_for(index, admin, seed, STEPS)


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(100, 140))
def test_at_random_for_long(index, admin, seed):
    play_for(index, admin, seed, 4 * STEPS)
