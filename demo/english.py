"""Translates the demonstration site, passage by passage, with the texts of `english.po`."""

import polib
from wagtail.models import Locale, Page

from contact.models import Subject
from newsletter.models import Topic
from teams.models import Role, Theme
from translations.passages import read_passages, translate_passages
from translations.publishing import publish_translation, register_translation

from . import FOLDER

__all__ = ["translate_site"]


def translate_site():
    """Translate and publish what has a title in English; return the number of pages (int).

    Lists come first, since pages show them, and pages come after those above them.
    """
    english = Locale.objects.get(language_code="en")
    catalogue = {entry.msgid: entry.msgstr for entry in polib.pofile(FOLDER / "english.po")}
    for model in [Theme, Role, Topic, Subject]:
        for snippet in model.objects.filter(locale=Locale.get_default()):
            translate(snippet, english, catalogue)
    pages = Page.objects.filter(locale=Locale.get_default(), depth__gt=1).order_by("path")
    translated = [page for page in pages if page.title in catalogue]
    for page in translated:
        translate(page.specific, english, catalogue)
    return len(translated)


def translate(instance, locale, catalogue):
    translation = register_translation(instance, locale)
    passages = read_passages(translation)
    texts = {
        each.key: catalogue[each.source_text] for each in passages if each.source_text in catalogue
    }
    publish_translation(translation, translate_passages(passages, texts, locale))
