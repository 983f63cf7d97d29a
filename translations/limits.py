"""What a translation must keep to: the markup of its source, and the room there is for it."""

import json

from bs4 import BeautifulSoup
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.strings import StringValue, validate_translation_links

from languages.texts import get_source_language
from translations.markup import list_markup_faults
from translations.places import get_place

__all__ = ["is_too_long", "list_faults", "list_lost_links", "mark_too_long"]


def list_faults(passage, text):
    """Return what is wrong with a text for a Passage, as it is stored, as a list of sentences.

    There is none where it can be saved and published as it is, wherever it comes from: the
    editor, a file of a translation program, or a machine.
    """
    faults = list_markup_faults(passage.source_text, text)
    if faults or not has_right_markup(passage, text):
        words = _(
            "What stands between < and > does not fit. Leave these signs as they are in the"
            " Dutch text."
        )
        faults.insert(0, words)
    if is_too_long(passage, text):
        faults.append(
            _("This is %(number)d characters long. At most %(limit)d fit here; make it shorter.")
            % {"number": len(passage.show(text)), "limit": passage.limit}
        )
    return faults


def is_too_long(passage, text):
    """Return whether a text, as it is stored, has more characters than there is room for."""
    limit = passage.limit
    # As it is stored, it is never shorter than as it is read.
    return limit is not None and len(text) > limit and len(passage.show(text)) > limit


def mark_too_long(keys):
    """Let texts that are too long be to do on the board too, as they are in the editor.

    They were stored before their place had its limit. Takes translation keys, in two queries.
    """
    models = {
        source.object_id: source.specific_content_type.model_class()
        for source in TranslationSource.objects.filter(object_id__in=keys)
    }
    written = StringTranslation.objects.filter(context__object_id__in=models, has_error=False)
    wrong = [
        each.pk
        for each in written.select_related("context")
        if exceeds_limit(models[each.context.object_id], each)
    ]
    StringTranslation.objects.filter(pk__in=wrong).update(has_error=True)


def exceeds_limit(model, written):
    """Return whether a StringTranslation in a model has more characters than its place has room."""
    try:
        limit = get_place(model, written.context.field_path).limit
    except (FieldDoesNotExist, IndexError):
        # Of a field or block that is no more.
        return False
    is_over = limit is not None and len(written.data) > limit
    return is_over and len(StringValue(written.data).render_text()) > limit


def has_right_markup(passage, text):
    """Return whether the markup of a text is whole, and has no link that its source has not.

    A word may be marked as one of the source language (WCAG 2.2, 3.1.2), where there is markup.
    """
    if passage.is_rich:
        text = without_marks(text)
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(passage.source_text, text)
    except ValueError:
        return False
    return True


def without_marks(text):
    """Return a text without `<span lang="nl">` around its words, and with any other span."""
    soup = BeautifulSoup(text, "html.parser")
    for span in soup.find_all("span"):
        if span.attrs == {"lang": get_source_language()}:
            span.unwrap()
    return str(soup)


def list_lost_links(passage, text):
    """Return the words of each link of the source that a text for a Passage has not, as a list.

    A passage that the source marks as one in another language is shown as a link too, and is none.
    """
    attributes = json.loads(passage.segment.attrs or "{}")
    kept = {link.get("id") for link in BeautifulSoup(text, "html.parser").find_all("a")}
    return [
        link.get_text()
        for link in BeautifulSoup(passage.source_text, "html.parser").find_all("a")
        if "lang" not in attributes.get(link.get("id"), {})
        if link.get("id") not in kept
    ]
