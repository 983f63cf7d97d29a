"""What is wrong with the markup of a translation, in words.

`limits` says whether it fits; this says what does not.
"""

import re

from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS, extract_ids

from languages.texts import get_source_language

__all__ = ["list_markup_faults"]

TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>")
LINK = re.compile(r' id="[^"]*"')
# They have no end.
EMPTY = {"br"}


def list_markup_faults(source, text):
    """Return what is wrong with the markup of a translation of `source`, as a list of sentences.

    Both are as they are stored: HTML of one line, in which links have names for addresses.
    """
    tags = list(TAG.finditer(text))
    unknown = [_("%(tag)s cannot stand here.") % {"tag": tag[0]} for tag in tags if not fits(tag)]
    return [*unknown, *list_unbalanced(tags), *list_unknown_links(source, text)]


def fits(tag):
    """Return whether a passage may have this tag (a match of TAG)."""
    name, rest = tag["name"], tag["rest"].rstrip("/ ")
    if name == "span":
        return bool(tag["end"]) or rest == f' lang="{get_source_language()}"'
    return name in INLINE_TAGS and (not rest or (name == "a" and bool(LINK.fullmatch(rest))))


def list_unbalanced(tags):
    """Return a sentence for each tag that has no end, and each end without a beginning."""
    faults, opened = [], []
    for tag in tags:
        if tag["name"] in EMPTY:
            continue
        if not tag["end"]:
            opened.append(tag["name"])
        elif opened and opened[-1] == tag["name"]:
            opened.pop()
        else:
            faults.append(_("%(tag)s ends what was not begun.") % {"tag": tag[0]})
    return faults + [
        _("After <%(name)s>, </%(name)s> is missing.") % {"name": each} for each in opened
    ]


def list_unknown_links(source, text):
    """Return a sentence for each link that only the translation has."""
    return [
        _("The Dutch text has no link %(tag)s.") % {"tag": f'<a id="{name}">'}
        for name in sorted(extract_ids(text) - extract_ids(source))
    ]
