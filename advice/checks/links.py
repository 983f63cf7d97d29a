"""Links: do their words say where they lead (Toegankelijk CMS 19 and 20)."""

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from advice.findings import Finding, quote
from advice.paragraphs import read_links

__all__ = ["find_equal_links", "find_vague_links"]

WORDS = Path(__file__).parents[1] / "link_words.toml"
ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


@cache
def read_vague():
    """Return the words that say nothing of a link: a dictionary of language to set of str."""
    return {language: set(words) for language, words in tomllib.loads(WORDS.read_text()).items()}


def list_links(reading):
    """Return all links of a Reading as a list of (Piece, words, goal); buttons are links too."""
    links = [
        (piece, words, goal)
        for piece in reading.get("rich text")
        for words, goal in read_links(piece.html)
    ]
    for piece in reading.get("link"):
        page = piece.value["page"]
        goal = ("page", str(page.pk), "") if page else piece.value["url"]
        links.append((piece, piece.value["text"], goal))
    return links


def plain(words):
    """Return the words of a link as the list has them: small, without signs at the end."""
    return " ".join(words.lower().split()).strip(" .,:;!?…›»>→")


def find_vague_links(reading):
    """Yield a Finding for each link whose words do not say where it leads."""
    vague = set().union(*read_vague().values())
    for piece, words, _goal in list_links(reading):
        if not plain(words):
            text = _("A link has no words, so nobody can hear where it leads.")
        elif plain(words) in vague:
            text = _("The link “%(words)s” does not say where it leads. Name what is there.")
        elif ADDRESS.match(words):
            text = _("The link “%(words)s” is a bare address. Write what is to be found there.")
        else:
            continue
        yield Finding("vague_link", text % {"words": quote(words)}, piece.path)


def find_equal_links(reading):
    """Yield a Finding for links in the same words to two places."""
    goals = defaultdict(dict)
    for piece, words, goal in list_links(reading):
        if plain(words):
            goals[plain(words)].setdefault(goal, (piece, words))
    for places in goals.values():
        if len(places) > 1:
            piece, words = list(places.values())[1]
            text = _("Two links are called “%(words)s” and lead to different places.")
            yield Finding("equal_links", text % {"words": quote(words)}, piece.path)
