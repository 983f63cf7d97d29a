"""What somebody typed for a text that is no longer on the page when they save.

The Dutch page was published anew while they were translating it. Their words are kept where a
later text of the same place finds them, and shown to them, so that they can take over what fits.
"""

from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslationContext,
)

from translations.forms import get_prefix, list_posted, unify
from translations.passages import Passage, make_translation

__all__ = ["keep_strays"]


def keep_strays(translation, passages, data, user):
    """Store what was typed for texts that are gone; return each as (Passage, what was typed).

    `passages` are those that are there now, and `data` is the form as it was sent. Nothing takes
    the place of a translation that such a text has already.
    """
    typed = list_typed(data, {passage.key for passage in passages})
    strays = [(each, typed[each.key]) for each in list_gone(translation, typed)]
    StringTranslation.objects.bulk_create(
        [
            make_translation(each, each.read(text), translation.target_locale, user)
            for each, text in strays
        ],
        ignore_conflicts=True,
    )
    return strays


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
    return [
        Passage(
            segment=StringSegment(context=contexts[context], string=strings[string]),
            label="",
            is_rich=context in rich,
            translation=None,
            previous=None,
        )
        for context, string in keys
        if context in contexts and string in strings
    ]


def list_typed(data, there):
    """Return what somebody wrote for texts that are not `there`, by the key of each, as a dict."""
    typed = {}
    for key in list_posted(data):
        text, shown = (
            unify(data.get(f"{get_prefix(*key)}-{name}", "")).strip() for name in ["text", "shown"]
        )
        if key not in there and text and text != shown:
            typed[key] = text
    return typed
