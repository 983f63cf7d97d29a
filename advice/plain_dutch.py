"""The words that the editor's hints for plain Dutch know (static/js/plain-dutch.js finds them)."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from glossary.models import Term

__all__ = ["describe_hints", "read_formal_words"]

WORDS = Path(__file__).with_name("formal_words.toml")


@cache
def read_formal_words():
    """Return {"words": …, "phrases": …}, each a dictionary of a formal word to an everyday one."""
    return tomllib.loads(WORDS.read_text())


def describe_hints(user):
    """Return what the script in the browser needs: words, and its sentences as templates.

    `user` reads the hints, and may be led to the form that adds a word to the glossary.
    """
    may_add = user.has_perm("glossary.add_term")
    return {
        "common": static("words/common-nl.txt"),
        "explained": list_explained(),
        "explain": f"{reverse('wagtailsnippets_glossary_term:add')}?name=" if may_add else "",
        "explain_words": _("Add an explanation for visitors (opens in a new tab)"),
        "formal": read_formal_words(),
        "language": settings.LANGUAGE_CODE,
        "sentences": {
            "long": _("A sentence of {count} words: “{words}”. Make two of it."),
            "formal": _("“{words}” is formal. Plainer: “{meaning}”."),
            "abbreviation": _("Not everybody knows “{words}”. Write it in full the first time."),
            "rare": _("Not everybody knows “{words}”. Say what it means, or use another word."),
            "double": _("“{words}” is there twice."),
            "quotes": _("A quotation mark is missing in “{words}”."),
            "paragraph": _("A paragraph of {count} words: “{words}”. Divide it."),
            "stretch": _("{count} words without a heading. Put one in between."),
        },
    }


def list_explained():
    """Return how the words may be written that the glossary explains, in small letters."""
    terms = Term.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return sorted({form.lower() for term in terms for form in term.list_forms()})
