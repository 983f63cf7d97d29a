"""Text between tags: what must not be torn apart at the end of a line, and what may only there.

Postcodes, telephone numbers and times stay together; an address of mail or of a page never gets a
hyphen, which a reader would copy. The indents of templates are left out: compressed, they were
four hundred bytes of a long page.
"""

import re

__all__ = ["keep_together"]

NO_BREAK = "\N{NO-BREAK SPACE}"
PATTERNS = re.compile(
    r"\b[1-9]\d{3} [A-Z]{2}\b"  # 3015 CX
    r"|(?<![\d.,])0\d{1,3}(?: - | )\d[\d ]{4,8}\d\b"  # 010 794 5676, 010 - 794 56 76
    r"|\+\d{2} \d[\d ]{6,12}\d\b"  # +31 10 794 5676
    r"|\b\d{1,2}\.\d{2} uur\b"  # 14.30 uur
)
ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # info@example.org
    r"|(?:https?://|\bwww\.)[^\s<]*[\w/]"  # https://example.org/page, www.example.org
)
# Text between two tags; what is in attributes stays as it is, addresses first of all. And what
# comes first so that it is not taken for text of ours: what a visitor typed, and elements that
# hold nothing but text, which have no room for others. Most of a page is indents between two tags,
# of which nothing else has to be found out; one that is short already is not looked at.
TEXT = re.compile(
    r">(?P<indent>\n\s+)(?=<)"
    r"|(?P<typed><textarea\b[^>]*>[^<]*)"
    r"|(?P<plain><(?:desc|option|script|style|text|title|tspan)\b[^>]*>[^<]*)"
    r"|>(?!\n?<)[^<]+(?=<)"
)
INDENT = re.compile(r"\n\s+")
# Without one of these there is none of what stays together, or no address; that is soon seen.
DIGIT = re.compile(r"\d")
SIGNS_OF_ADDRESS = re.compile(r"@|://|www\.")


def keep_together(html):
    """Return HTML in which what belongs together stays so, as editors type it."""
    return TEXT.sub(keep_text_together, html)


def keep_text_together(found):
    kind, text = found.lastgroup, found[0]
    if kind == "indent":
        return ">\n"
    if kind == "typed":
        return text
    if DIGIT.search(text):
        text = PATTERNS.sub(without_breaks, text)
    if kind == "plain":
        return text
    if SIGNS_OF_ADDRESS.search(text):
        text = ADDRESS.sub(mark_address, text)
    return INDENT.sub("\n", text)


def without_breaks(found):
    return found[0].replace(" ", NO_BREAK)


def mark_address(found):
    """Return an address as the one element that shows it; it may break after its @."""
    return f'<span class="address">{found[0].replace("@", "@<wbr>")}</span>'
