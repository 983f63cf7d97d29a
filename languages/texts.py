"""The texts that belong to an image or a document, in every language of the site.

wagtail-localize translates pages and snippets; an image has one set of texts for all pages that
show it. The source language keeps its own fields. The others share one JSON field, so that a page
asks the database for nothing more, and a language more needs no migration.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

__all__ = [
    "Text",
    "TranslatedTexts",
    "get_content_languages",
    "get_other_languages",
    "get_page_language",
    "get_source_language",
]


def get_content_languages():
    """Return the name of each language of the site by its code: {"nl": "Dutch", "en": "English"}.

    The names are in the language of the person who reads them.
    """
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES)


def get_source_language():
    """Return the code of the language that texts are written in first, for example "nl"."""
    return settings.LANGUAGE_CODE


def get_other_languages():
    """Return the names, by their codes, of the languages that texts are translated to."""
    languages = get_content_languages()
    del languages[get_source_language()]
    return languages


def get_page_language():
    """Return the code of the language of the page that is being rendered."""
    return get_language() or get_source_language()


@dataclass(frozen=True)
class Text:
    """Words for visitors, and the code of the language that they are in."""

    words: str
    language: str

    def __str__(self):
        return self.words

    def __bool__(self):
        return bool(self.words)

    @property
    def lang(self):
        """Return what the `lang` attribute around the words must say (WCAG 3.1.2), or ""."""
        return "" if self.language == get_page_language() else self.language


class TranslatedTexts(models.Model):
    """An image or document whose texts are there in more languages."""

    # The names of the fields with texts for visitors.
    translated_texts = ()

    translations = models.JSONField(
        _("texts in other languages"), blank=True, default=dict, editable=False
    )

    class Meta:
        abstract = True

    def get_text(self, name, language=None):
        """Return the Text in the field `name`, for a page in `language` (default: this page's).

        Where it is not translated, it is the text in the source language.
        """
        source, wanted = get_source_language(), language or get_page_language()
        if wanted != source and (words := self.get_translation(name, wanted)):
            return Text(words, wanted)
        return Text(getattr(self, name), source)

    def get_translation(self, name, language):
        """Return the words of the field `name` in another language, or "" without translation."""
        return self.translations.get(language, {}).get(name, "")

    def set_translation(self, name, language, words):
        """Keep `words` as the translation of the field `name`; "" takes the translation away."""
        texts = without_empty({**self.translations.get(language, {}), name: words})
        self.translations = without_empty({**self.translations, language: texts})

    def get_missing_translations(self, language):
        """Return the names of the fields whose text is not there in another language."""
        return [
            name
            for name in self.translated_texts
            if getattr(self, name) and not self.get_translation(name, language)
        ]

    def get_translated_words(self):
        """Return all words in other languages as one text, for the search index."""
        return "\n".join(words for texts in self.translations.values() for words in texts.values())


def without_empty(table):
    return {name: value for name, value in table.items() if value}
