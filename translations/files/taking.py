"""Takes over what comes back in a file, and says of the rest why not."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import String, TranslationContext
from wagtail_localize.strings import StringValue

from translations.files.po import read_po
from translations.files.xliff import read_xliff
from translations.forms import unify
from translations.limits import list_faults, list_lost_links
from translations.passages import translate_passages
from translations.publishing import save_draft
from translations.saving import list_gone

__all__ = ["Refusal", "Result", "read_file", "take_over"]

# What may stand before the first sign of an XML file.
BEFORE_XML = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True)
class Refusal:
    """A text of a file that was not taken over: its place, itself, and why not (all str)."""

    place: str
    text: str
    reason: str


@dataclass(frozen=True)
class Result:
    """How many texts of a file were taken over (int), and the Refusals, as a list."""

    taken: int
    refusals: list


def read_file(translation, file):
    """Return the Contents of an uploaded file.

    Raises ValidationError for a file of neither kind, or of another translation.
    """
    content = file.read()
    is_xml = content.lstrip(BEFORE_XML).startswith(b"<")
    contents = read_xliff(content) if is_xml else read_po(content)
    if contents.translation != str(translation.uuid):
        raise ValidationError(
            _("This file belongs to another page or language. Download the file of this one first.")
        )
    return contents


@transaction.atomic
def take_over(translation, passages, contents, user):
    """Store the texts of Contents that are finished, and make the draft; return the Result.

    None takes the place of what was translated on the site after the file was downloaded.
    """
    index = {(each.path, each.shown_source): each for each in passages}
    texts, refusals, gone = {}, [], []
    for each in contents.texts:
        passage = index.get((each.path, each.source))
        if not each.text.strip() or (passage and is_settled(passage, each)):
            continue
        if passage is None:
            gone.append(each)
        elif reason := find_obstacle(passage, each, contents.downloaded_at):
            refusals.append(Refusal(passage.label, each.text, reason))
        else:
            texts[passage.key] = read_text(passage, each)
    refusals += keep_gone(translation, gone, user)
    if texts:
        passages = translate_passages(passages, texts, translation.target_locale, user)
        save_draft(translation, passages, user)
    return Result(len(texts), refusals)


def read_text(passage, text):
    """Return what a Text says for a Passage, as it is stored."""
    return passage.read(unify(text.text))


def is_settled(passage, text):
    """Return whether a Text says what is there: translated, or unfinished on both sides."""
    is_same = read_text(passage, text) == passage.text
    return is_same and (passage.is_translated or not text.is_finished)


def find_obstacle(passage, text, downloaded_at):
    """Return why a Text cannot be taken over for a Passage, as a sentence; "" when it can."""
    if not text.is_finished:
        return _("In the file this is not finished: it is fuzzy, or not marked as translated.")
    if passage.is_translated and is_newer(passage.translation, downloaded_at):
        return _("This was translated on the site after the file was downloaded. That stays.")
    return " ".join(list_wrong(passage, read_text(passage, text)))


def is_newer(translation, downloaded_at):
    """Return whether a StringTranslation is of after a moment; None is before everything."""
    return downloaded_at is None or translation.updated_at > downloaded_at


def list_wrong(passage, text):
    """Return what is wrong with a text for a Passage, as it is stored, as a list of sentences.

    A file cannot say that a link may go, as somebody in the editor can.
    """
    lost = list_lost_links(passage, text)
    gone = _("A link of the Dutch text is not here: %(links)s.") % {"links": "; ".join(lost)}
    return [*list_faults(passage, text), *([gone] if lost else [])]


def keep_gone(translation, texts, user):
    """Keep Texts whose source changed, to stand beside it; return a Refusal for each, as a list.

    What was written for that source before stays.
    """
    typed = find_keys(translation.source, [each for each in texts if each.is_finished])
    passages = [each for each in list_gone(translation, typed) if each.translation is None]
    words = {each.key: each.read(unify(typed[each.key])) for each in passages}
    translate_passages(passages, words, translation.target_locale, user)
    reason = _(
        "This Dutch text is gone. Where another took its place, your text stands beside that one."
    )
    return [Refusal("", each.text, reason) for each in texts]


def find_keys(source, texts):
    """Return what Texts of a source say, by the keys of the place and of the words."""
    contexts = TranslationContext.objects.filter(
        object_id=source.object_id, path__in={each.path for each in texts}
    )
    by_path = {each.path: each.pk for each in contexts}
    # A source as it is shown is HTML, or the text of it.
    words = {
        stored: each.source
        for each in texts
        for stored in [StringValue.from_plaintext(each.source).data, each.source]
    }
    strings = String.objects.filter(locale=source.locale_id, data__in=words)
    by_source = {words[each.data]: each.pk for each in strings}
    return {
        (by_path[each.path], by_source[each.source]): each.text
        for each in texts
        if each.path in by_path and each.source in by_source
    }
