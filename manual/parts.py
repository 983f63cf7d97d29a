"""The manual of staff: Markdown files in docs/manual, as parts of sections.

The files are read with the code and stay as they are until the process starts again.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

__all__ = ["FOLDER", "LANGUAGE", "Part", "Section", "list_parts"]

FOLDER = Path(settings.BASE_DIR) / "docs/manual"

# The manual is for the staff of a Dutch site, whatever language their admin speaks.
LANGUAGE = "nl"

# In the order of the table of contents.
NAMES = ["dagelijks-werk", "veilig-inloggen", "vertalen", "nieuwsbrief", "beheer"]


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, as HTML; `anchor` is its place on the page of a part."""

    title: str
    anchor: str
    html: SafeString

    @property
    def text(self):
        """Return the words without their markup."""
        return " ".join(strip_tags(self.html).split())


@dataclass(frozen=True)
class Part:
    """A file of the manual; `name` is its name in an address, `introduction` is HTML."""

    name: str
    title: str
    introduction: SafeString
    sections: tuple[Section, ...]

    @property
    def url(self):
        return reverse("manual:part", args=[self.name])


@cache
def list_parts():
    """Return the Parts of the manual, in order."""
    return [read_part(name) for name in NAMES]


def read_part(name):
    """Return the Part in a file: its first line is the title, each `##` begins a section."""
    heading, *chapters = re.split(r"^## ", (FOLDER / f"{name}.md").read_text(), flags=re.MULTILINE)
    title, introduction = split_title(heading.removeprefix("# "))
    return Part(name, title, introduction, tuple(map(read_section, chapters)))


def read_section(chapter):
    title, html = split_title(chapter)
    return Section(title, slugify(title), html)


def split_title(text):
    """Return the first line, and the HTML of what comes after it."""
    title, _line, rest = text.partition("\n")
    return title.strip(), render(rest)


def render(markdown):
    """Return Markdown as HTML, with pictures by the address that serves them."""
    parser = get_parser()
    tokens = parser.parse(markdown)
    for token in tokens:
        for child in token.children or []:
            if child.type == "image":
                child.attrSet("src", reverse("manual:picture", args=[child.attrGet("src")]))
    # The parser escapes what it reads.
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))  # noqa: S308


@cache
def get_parser():
    """Return what reads Markdown; imported by who opens the manual, which few processes do."""
    from markdown_it import MarkdownIt

    # Only files of our own are read, yet nothing in them needs HTML.
    return MarkdownIt("commonmark", {"html": False}).enable("table")
