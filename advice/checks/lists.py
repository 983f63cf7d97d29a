"""Lists that only look like one (Toegankelijk CMS 13)."""

import re

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from advice.findings import Finding, quote
from advice.paragraphs import Paragraph

__all__ = ["find_fake_lists", "make_real_lists"]

BULLET = re.compile(r"^\s*[-•–—*·▪◦]\s+")
NUMBER = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+")
# The first item of a numbered list; "3. kwartaal" alone is none.
FIRST = re.compile(r"^\s*[1a][.)]\s")


def find_fake_lists(reading):
    """Yield a Finding for each rich text with paragraphs that begin with a dash or a number."""
    for piece in reading.get("rich text"):
        items = [item for run in find_runs(piece.html) for item in run]
        if items:
            text = _(
                "“%(words)s” begins with a sign as in a list, but is none: a screen reader does not"
                " say how many there are. Make it a list."
            )
            yield Finding("fake_list", text % {"words": quote(items[0])}, piece.path, "list")


def find_runs(html):
    """Return the texts of the paragraphs that belong in lists, as a list of lists."""
    soup = BeautifulSoup(html, "html.parser")
    split_lines(soup)
    return [[Paragraph(each).text for each in run] for _name, run in group(soup)]


def make_real_lists(html):
    """Return rich text with paragraphs that look like lists made into lists."""
    soup = BeautifulSoup(html, "html.parser")
    split_lines(soup)
    for name, run in group(soup):
        items = soup.new_tag(name)
        run[0].insert_before(items)
        for paragraph in run:
            paragraph.name = "li"
            take_sign(paragraph, BULLET if name == "ul" else NUMBER)
            items.append(paragraph.extract())
    return str(soup)


def split_lines(soup):
    """Make a paragraph of each line of one that looks like a list: Shift+Enter makes lines."""
    for paragraph in soup.find_all("p"):
        lines = read_lines(paragraph)
        marked = [line for line in lines if get_kind("".join(each.get_text() for each in line))]
        if len(lines) < 2 or not marked:
            continue
        for line in lines:
            made = soup.new_tag("p")
            paragraph.insert_before(made)
            made.extend(each.extract() for each in line)
        paragraph.decompose()


def read_lines(paragraph):
    """Return what stands between the line breaks right in a paragraph, as a list of lists."""
    lines = [[]]
    for child in paragraph.contents:
        if child.name == "br":
            lines.append([])
        else:
            lines[-1].append(child)
    return [line for line in lines if "".join(each.get_text() for each in line).strip()]


def get_kind(text):
    """Return "ul" or "ol" for a text that begins as an item of a list, or ""."""
    if BULLET.match(text):
        return "ul"
    return "ol" if NUMBER.match(text) else ""


def group(soup):
    """Return the paragraphs that belong in one list, as a list of ("ul" or "ol", paragraphs)."""
    runs = []
    for paragraph in soup.find_all("p"):
        text = paragraph.get_text()
        kind = get_kind(text)
        before = paragraph.find_previous_sibling()
        if kind and runs and runs[-1][0] == kind and runs[-1][1][-1] is before:
            runs[-1][1].append(paragraph)
        elif kind == "ul" or (kind and FIRST.match(text)):
            runs.append((kind, [paragraph]))
    return [run for run in runs if run[0] == "ul" or len(run[1]) > 1]


def take_sign(paragraph, pattern):
    """Take the sign of a list off the beginning of a paragraph, where it alone is bold too."""
    left = pattern.match(paragraph.get_text()).end()
    for words in paragraph.find_all(string=True):
        words.replace_with(words[left:])
        left = max(0, left - len(words))
    for element in paragraph.find_all(["b", "strong", "i", "em"]):
        if not element.get_text():
            element.decompose()
