"""A link that is taken away or leads elsewhere in the source costs no translator any work."""

import json
import re

from bs4 import BeautifulSoup
from wagtail_localize.models import TranslationContext
from wagtail_localize.segments.extract import quote_path_component

from translations.models import OwnDraft
from translations.own import list_overrides
from translations.passages import read_passages
from translations.publishing import keep_translated

__all__ = ["lead_own_links", "take_links_along"]

# As wagtail-localize writes a quote or a backslash within quotes.
ESCAPED = re.compile(r"\\(.)")


def take_links_along(translation, user=None):
    """Take the links out of translated passages that their source has no more, words unchanged.

    What is published is published again, when nothing else waits. Any other change of a passage
    still waits for a translator.
    """
    passages = read_passages(translation)
    texts = {
        each.key: text
        for each in passages
        if each.is_changed
        and (
            text := without_links(
                each.previous.translation_of.data, each.source_text, each.previous.data
            )
        )
    }
    if texts:
        keep_translated(translation, passages, texts, user)


def without_links(before, now, translated):
    """Return `translated` without the links that a source had `before` and has not `now`.

    All are texts as wagtail-localize stores them, in which links are numbered. None when something
    else changed as well.
    """
    names = pair_links(before, now)
    return rename_links(translated, names) if rename_links(before, names) == now else None


def pair_links(before, now):
    """Return the number that each link has now, or None, as a dictionary of id to id."""
    left = list_links(now)
    return {name: left.get(place) for place, name in list_links(before).items()}


def list_links(text):
    """Return the ids of links, by where each begins and what its words are."""
    soup = BeautifulSoup(text, "html.parser")
    links, read = {}, 0
    for element in soup.descendants:
        if element.name == "a":
            links[read, element.get_text()] = element.get("id")
        elif element.name is None:
            read += len(element)
    return links


def rename_links(text, names):
    soup = BeautifulSoup(text, "html.parser")
    for link in soup.find_all("a"):
        if name := names.get(link.get("id")):
            link["id"] = name
        else:
            link.unwrap()
    # A text that was cut in two by a link is one again.
    return str(BeautifulSoup(str(soup), "html.parser"))


def lead_own_links(translation, change):
    """Give the links that a language has of its own another address, and keep them where they are.

    `change` takes an address and returns the one to have, or "" for that of the source. To be
    called before the source is published with it.
    """
    for override in list_overrides(translation):
        value = change_value(override.data, change)
        if value is None:
            override.delete()
        else:
            override.context, _created = TranslationContext.objects.get_or_create(
                object_id=translation.source.object_id,
                path=change_path(override.context.path, change),
            )
            override.data_json = json.dumps(value)
            override.save()
    for draft in OwnDraft.objects.filter(translation=translation):
        draft.values = {
            change_path(path, change): change_value(value, change)
            for path, value in draft.values.items()
        }
        draft.save()


def change_value(value, change):
    """Return an own value; None where the language is to have that of the source."""
    return (change(value) or None) if isinstance(value, str) else value


def change_path(path, change):
    """Return the path of an own value; that of a link in a text ends with where the source leads.

    A link that is taken away keeps its path: nothing is found there any more.
    """
    place, quote, rest = path.partition("'")
    if not quote:
        return path
    address = ESCAPED.sub(r"\1", rest.removesuffix("'"))
    return place + quote_path_component(change(address) or address)
