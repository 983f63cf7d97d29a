"""What CSL JSON says of a publication, as the fields of ours.

It comes from many hands: each piece is taken where it is what it should be, and left otherwise.
"""

import html
import re

from django.utils.text import Truncator

from languages.cleaning import clean_value
from publications.kinds import LICENCE_ADDRESSES, Kind, Language
from publications.models.publication import FIRST_YEAR, PublicationPage

__all__ = ["read_facts"]

KINDS = {
    "article": Kind.ARTICLE,
    "article-journal": Kind.ARTICLE,
    "article-magazine": Kind.ARTICLE,
    "article-newspaper": Kind.ARTICLE,
    "book": Kind.BOOK,
    "chapter": Kind.CHAPTER,
    "paper-conference": Kind.ARTICLE,
    "report": Kind.REPORT,
    "speech": Kind.PRESENTATION,
    "thesis": Kind.THESIS,
}
# Titles come with signs of HTML, and some with elements of it.
ELEMENT = re.compile(r"</?[a-zA-Z][^>]*>")
LICENCE = re.compile(r"creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))/")
PARTICLES = ["dropping-particle", "non-dropping-particle"]


def read_facts(item):
    """Return what CSL JSON, a dictionary, tells of the fields of a publication, by their names.

    All values are str, as in a form; what it does not tell is left out.
    """
    kind = item.get("type")
    facts = {
        "title": read_text(item.get("title")),
        "authors": read_authors(item.get("author")),
        "year": read_year(item.get("issued")),
        "kind": KINDS.get(kind, "") if isinstance(kind, str) else "",
        "language": read_language(item.get("language")),
        "published_in": read_text(item.get("container-title")),
        "volume": read_text(item.get("volume")),
        "issue": read_text(item.get("issue")),
        "pages": read_text(item.get("page")),
        "publisher": read_text(item.get("publisher")),
        "licence": read_licence(item.get("license")),
        "summary": read_summary(item.get("abstract")),
    }
    return {name: str(cut(name, value)) for name, value in facts.items() if value}


def cut(name, value):
    """Return a value no longer than its field takes; of many authors, the first."""
    longest = PublicationPage._meta.get_field(name).max_length
    if longest is None or len(value) <= longest:
        return value
    if name == "authors":
        return value[:longest].rpartition("\n")[0]
    return Truncator(value).chars(longest)


def read_text(value):
    """Return a text on one line without markup, also the first of a list; "" for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    return " ".join(clean_value(html.unescape(ELEMENT.sub("", value))).split())


def read_authors(value):
    """Return the authors as an editor writes them: one on each line, the family name first."""
    people = value if isinstance(value, list) else []
    return "\n".join(filter(None, (read_author(each) for each in people)))


def read_author(value):
    if not isinstance(value, dict):
        return ""
    family = read_text(value.get("family"))
    if not family:
        # The comma would make a person of an organisation.
        name = read_text(value.get("literal")) or read_text(value.get("name"))
        return name.replace(",", "")
    given = " ".join(
        filter(None, [read_text(value.get("given")), *(read_text(value.get(p)) for p in PARTICLES)])
    )
    return f"{family.replace(',', '')}, {given}" if given else family.replace(",", "")


def read_year(value):
    """Return the year of a date in CSL ({"date-parts": [[2018, 5, 13]]}) as int, or None."""
    try:
        year = int(value["date-parts"][0][0])
    except (IndexError, KeyError, TypeError, ValueError):
        return None
    return year if FIRST_YEAR <= year <= 9999 else None


def read_language(value):
    """Return the language that we have for "nl", "en-US" or "eng"; "" otherwise."""
    code = read_text(value).lower()[:2]
    return code if code in Language.values else ""


def read_licence(value):
    """Return our name of the first Creative Commons licence in a list, or ""."""
    licences = value if isinstance(value, list) else []
    for each in licences:
        address = read_text(each.get("URL")) if isinstance(each, dict) else ""
        if found := LICENCE.search(address.lower()):
            name = found[1] or "cc0"
            return name if name in LICENCE_ADDRESSES else ""
    return ""


def read_summary(value):
    """Return the first sentences of an abstract, as many as a summary takes; "" if none fits."""
    longest = PublicationPage._meta.get_field("summary").max_length
    summary = ""
    for sentence in re.split(r"(?<=[.!?])\s+", read_text(value)):
        longer = f"{summary} {sentence}".strip()
        if len(longer) > longest:
            break
        summary = longer
    return summary
