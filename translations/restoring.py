"""Puts the words of an earlier version back: as translations, so that they stay with the facts."""

import json
import re
from dataclasses import dataclass

from django.db import transaction
from wagtail_localize.models import String, StringTranslation
from wagtail_localize.strings import StringValue

from translations.models import PassageChange
from translations.passages import Passage, make_translation, read_passages, translate_passages
from translations.publishing import save_draft

__all__ = ["Placement", "Plan", "make_plan", "put_back", "read_first_texts"]

LINK_NAME = re.compile(r'(?<=<a id=")[^"]+')


@dataclass(frozen=True)
class Placement:
    """Earlier words (a str) for a Passage, and the text in the source that they translate."""

    passage: Passage
    text: str
    source_text: str

    @property
    def is_current(self):
        """Whether they translate what the source says now."""
        return self.source_text == self.passage.source_text

    @property
    def is_there(self):
        """Whether these words stand there already."""
        is_settled = self.passage.is_translated or not self.is_current
        return self.text == self.passage.text and is_settled

    @property
    def shown_text(self):
        return self.passage.show(self.text)

    @property
    def shown_source(self):
        """Return what they translate, as a translator reads it."""
        return self.passage.show(self.source_text)


@dataclass(frozen=True)
class Plan:
    """What becomes of the words of a version.

    `back` are the Placements that become the translation again, `beside` those that stand beside
    a text to be translated anew, and `aside` those whose place has a newer translation, of words
    that changed since: that stays. `lost` are the Words for which there is no place any more.
    """

    back: list
    beside: list
    aside: list
    lost: list

    @property
    def changes(self):
        """Whether there is anything to put back."""
        return bool(self.back or self.beside)


def make_plan(passages, words, first_texts):
    """Return the Plan for Words of an earlier version, among the Passages as they are now.

    `first_texts` is what `read_first_texts` gives.
    """
    placements, lost = [], []
    for path in dict.fromkeys(each.path for each in words):
        there = [each for each in passages if each.path == path]
        then = [each for each in words if each.path == path]
        for number, each in enumerate(then):
            # In a text of as many paragraphs, each still has its own place.
            at_place = there[number] if len(there) == len(then) else None
            placement = place(each, there, at_place, first_texts)
            if placement and placement.passage.fits(placement.text):
                placements.append(placement)
            else:
                lost.append(each)
    new = {each.passage.key: each for each in placements if not each.is_there}
    return Plan(
        back=[each for each in new.values() if each.is_current],
        beside=[
            each for each in new.values() if not each.is_current and not each.passage.is_translated
        ],
        aside=[each for each in new.values() if not each.is_current and each.passage.is_translated],
        lost=lost,
    )


def place(words, there, at_place, first_texts):
    """Return the Placement of Words among the Passages of the same path, or None."""
    same = [each for each in there if each.source_text == words.source_text]
    passage = same[0] if same else at_place
    if passage is None:
        return None
    source_text = words.source_text or first_texts.get(passage.key, passage.source_text)
    attrs = json.loads(passage.segment.attrs) or {}
    return Placement(passage, name_links(words, attrs), source_text)


def name_links(words, wanted):
    """Return the text of Words with its links named as in the source, which has `wanted`.

    Both name them by their order, which a translator may have changed.
    """
    left = dict(wanted)
    names = {}
    for name, attrs in words.attrs.items():
        if name not in left or left[name] != attrs:
            alike = [each for each in left if left[each] == attrs]
            names[name] = alike[0] if alike else name
        left.pop(names.get(name, name), None)
    return LINK_NAME.sub(lambda match: names.get(match[0], match[0]), words.text)


def read_first_texts(translation):
    """Return what the source said first at each place where it changed, by the key of a Passage."""
    changes = PassageChange.objects.filter(context__object_id=translation.source.object_id)
    before = {(each.context_id, each.new_id): each.old for each in changes.select_related("old")}
    first = {}
    for context, new in before:
        string, seen = new, set()
        while (context, string) in before and string not in seen:
            seen.add(string)
            first[context, new] = before[context, string].data
            string = before[context, string].pk
    return first


@transaction.atomic
def put_back(translation, passages, plan, user):
    """Do what a Plan says, and make the draft of the page."""
    for each in plan.beside:
        remember(translation, each, user)
    texts = {each.passage.key: each.text for each in plan.back}
    translate_passages(passages, texts, translation.target_locale, user)
    save_draft(translation, read_passages(translation), user)


def remember(translation, placement, user):
    """Let earlier words stand beside the text that took the place of what they translate."""
    passage = placement.passage
    old = String.from_value(translation.source.locale, StringValue(placement.source_text))
    made = make_translation(passage, placement.text, translation.target_locale, user)
    StringTranslation.objects.update_or_create(
        translation_of=old,
        context=passage.segment.context,
        locale=translation.target_locale,
        defaults={
            "data": made.data,
            "translation_type": made.translation_type,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": made.has_error,
            "field_error": "",
        },
    )
    PassageChange.objects.update_or_create(
        context=passage.segment.context, new=passage.segment.string, defaults={"old": old}
    )
