"""Keeps what somebody types in a translation, when they press Save and while they type."""

from dataclasses import dataclass, replace

from django.db import transaction
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationContext,
)

from translations.forms import PassageForm, get_prefix, list_posted
from translations.own import list_own_places, save_own
from translations.own_form import OwnForm
from translations.passages import (
    Memory,
    Passage,
    passages_translated,
    read_passages,
    translate_passages,
)
from translations.targets import get_target

__all__ = ["Saved", "list_gone", "read_forms", "save_typed", "take_back"]


@dataclass(frozen=True)
class Saved:
    """What came of it: the Passages as they are now, and a PassageForm for each that was sent.

    `strays` are the forms for texts that are no longer on the page, and that somebody wrote in;
    `own` is the OwnForm.
    """

    passages: list
    forms: list
    strays: list
    own: OwnForm

    @property
    def wrong(self):
        """The forms that were not saved, by the key of their passage."""
        return {form.passage.key: form for form in self.forms if not form.is_valid()}

    @property
    def is_right(self):
        """Whether nothing is left that somebody has to look at again."""
        return not self.wrong and self.own.is_valid()


@transaction.atomic
def save_typed(translation, data, user):
    """Store every passage in a form (`data`) that is right, in a translation; return a Saved.

    Nothing is published. What was typed for a text that is gone, as the source was published anew
    meanwhile, is kept where a later text of the same place finds it.
    """
    # One at a time: nobody writes between what is read here and what is saved.
    Translation.objects.select_for_update().get(pk=translation.pk)
    passages, posted = read_passages(translation), list_posted(data)
    there = {each.key: each for each in passages}
    forms = read_forms(translation, [there[key] for key in posted if key in there], data)
    gone = list_gone(translation, [key for key in posted if key not in there])
    strays = [form for form in read_forms(translation, gone, data) if form.is_touched]
    texts = {form.passage.key: form.get_translation() for form in forms if form.is_valid()}
    passages = store(translation, passages, texts, user)
    keep_strays(translation, strays, user)
    own = OwnForm(data, list_own_places(translation, passages), get_target(translation))
    save_own(translation, own.get_changes())
    return Saved(passages, forms, strays, own)


@transaction.atomic
def take_back(translation, passages, prefix):
    """Let a Passage be to do again whose translation of before was kept; return all, as a list.

    `prefix` names it on the form. No words go: those of before stand beside it again.
    """
    kept = [each for each in passages if each.is_kept and get_prefix(*each.key) == prefix]
    StringTranslation.objects.filter(pk__in=[each.translation.pk for each in kept]).delete()
    passages_translated.send(Passage, key=translation.source.object_id)
    return [replace(each, translation=None) if each in kept else each for each in passages]


def read_forms(translation, passages, data):
    """Return a PassageForm for each Passage, filled with `data`, as a list."""
    language = translation.target_locale.language_code
    return [PassageForm(data, passage, language) for passage in passages]


def keep_strays(translation, forms, user):
    """Store what was typed for texts that are gone, as it is: nobody can put it right any more.

    What somebody else wrote for such a text stays.
    """
    passages = [form.passage for form in forms]
    texts = {
        form.passage.key: form.passage.read(form.read_field("text"))
        for form in forms
        if not form.is_overtaken
    }
    store(translation, passages, texts, user)


def store(translation, passages, texts, user):
    """Store texts by the key of their Passage, but no empty ones; return the Passages then."""
    texts = {key: text for key, text in texts.items() if text}
    return translate_passages(passages, texts, translation.target_locale, user)


def list_gone(translation, keys):
    """Return the texts of a page that were there once and have these keys, as a list of Passage."""
    if not keys:
        return []
    source = translation.source
    contexts = TranslationContext.objects.filter(
        pk__in=[context for context, _string in keys], object_id=source.object_id
    ).in_bulk()
    strings = String.objects.filter(
        pk__in=[string for _context, string in keys], locale=source.locale_id
    ).in_bulk()
    rich = set(
        TemplateSegment.objects.filter(source=source, context__in=contexts).values_list(
            "context_id", flat=True
        )
    )
    memory = Memory(translation)
    return [
        Passage(
            segment=StringSegment(context=contexts[context], string=strings[string]),
            label="",
            is_rich=context in rich,
            translation=memory.get(context, string),
            previous=None,
        )
        for context, string in keys
        if context in contexts and string in strings
    ]
