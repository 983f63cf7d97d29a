"""Translates the demonstration site, passage by passage, with the texts of `english.po`."""

import polib
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from contact.models import Subject
from newsletter.models import Topic
from teams.models import Role, Theme
from translations.passages import read_passages
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
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=passage.segment.string,
            context=passage.segment.context,
            locale=locale,
            data=catalogue[passage.source_text],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for passage in read_passages(translation)
        if passage.source_text in catalogue
    )
    publish_translation(translation)
