"""HTML and templates as the plain text of a mail: short lines, every address in full."""

import re
import textwrap

from bs4 import BeautifulSoup

__all__ = ["LINE", "make_plain", "read_html"]

# RFC 5322 asks for at most 78 signs in a line; with 76, a mail that is quoted once still fits.
LINE = 76
MARK = re.compile(r"(?:- |\d+\. )?")
PARAGRAPHS = ["p", "ul", "ol", "h2", "h3", "h4", "blockquote"]


def make_plain(text):
    """Return a text with its lines wrapped, and never more than two empty ones in a row.

    A line with an address may be longer: one that is cut leads nowhere.
    """
    lines = [wrap(line.strip()) for line in text.strip().splitlines()]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)) + "\n"


def wrap(line):
    return textwrap.fill(
        line,
        LINE,
        break_long_words=False,
        break_on_hyphens=False,
        subsequent_indent=" " * len(MARK.match(line)[0]),
    )


def read_html(html):
    """Return the words of safe HTML as a str, with marks for its lists and its addresses in <>."""
    soup = BeautifulSoup(html, "html.parser")
    for words in soup.find_all(string=True):
        words.replace_with(re.sub(r"\s+", " ", words))
    for link in soup.find_all("a", href=True):
        address = link["href"].removeprefix("mailto:")
        if address != link.get_text():
            link.append(f" <{address}>")
    for group in soup.find_all(["ul", "ol"]):
        for number, item in enumerate(group.find_all("li", recursive=False), start=1):
            item.insert(0, f"\n{number}. " if group.name == "ol" else "\n- ")
    for br in soup.find_all("br"):
        br.replace_with("\n")
    for paragraph in soup.find_all(PARAGRAPHS):
        paragraph.append("\n\n")
    lines = [line.strip() for line in soup.get_text().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
