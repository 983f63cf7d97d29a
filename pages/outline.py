"""A page as it is read aloud: its headings, links, pictures and languages, in order.

It is read from the page that visitors get, so that it says what they hear and not what a form has.
"""

from dataclasses import dataclass

from lxml import html

__all__ = ["Heard", "read_outline"]

# What a screen reader says it comes to; the rest is text between.
KINDS = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "a": "link",
    "img": "picture",
    "summary": "button",
    "button": "button",
    "ul": "list",
    "ol": "list",
    "table": "table",
    "blockquote": "quote",
}


@dataclass(frozen=True)
class Heard:
    """One thing that a screen reader says it comes to.

    `kind` is one of the values of KINDS, or "language" where another begins; `level` is that of a
    heading or the number of items in a list, and 0 otherwise; `language` is that of the words.
    """

    kind: str
    words: str
    language: str
    level: int = 0


def read_outline(document):
    """Return what is heard of the HTML of a page, from its main part, as a list of Heard."""
    root = html.document_fromstring(document)
    language = root.get("lang", "")
    return [
        heard
        for main in root.iter("main")
        for element in main.iter()
        if isinstance(element.tag, str) and not is_hidden(element)
        for heard in hear(element, language)
    ]


def is_hidden(element):
    """Return whether a screen reader passes an element by, as it does what is yet to be opened."""
    around = [element, *element.iterancestors()]
    return any(
        each.get("aria-hidden") == "true" or {"hidden", "popover"} & set(each.attrib)
        for each in around
    )


def hear(element, page_language):
    """Return what is heard at an element, as a list of no, one or two Heard."""
    language = next(
        (each.get("lang") for each in [element, *element.iterancestors()] if each.get("lang")),
        page_language,
    )
    heard = []
    if element.get("lang") and language != page_language:
        heard.append(Heard("language", read_words(element), language))
    kind = KINDS.get(element.tag)
    # A picture that only decorates is silent.
    if kind and not (kind == "picture" and element.get("alt") == ""):
        heard.append(Heard(kind, read_name(element), language, get_level(element)))
    return heard


def read_name(element):
    """Return the words that an element is called by; a list is called by its number of items."""
    if element.tag == "img":
        return element.get("alt") or ""
    if element.tag == "table":
        return read_words(element.find("caption"))
    if element.tag in {"ul", "ol"}:
        return ""
    pictures = [picture.get("alt") or "" for picture in element.iter("img")]
    return element.get("aria-label") or read_words(element) or " ".join(pictures)


def get_level(element):
    if element.tag in {"ul", "ol"}:
        return len(element.findall("li"))
    return int(element.tag[1]) if KINDS[element.tag] == "heading" else 0


def read_words(element):
    """Return the text of an element on one line; "" for none."""
    return " ".join(element.text_content().split()) if element is not None else ""
