"""Rich text as paragraphs and links, for the checks."""

from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag

__all__ = ["Paragraph", "read_links", "read_paragraphs"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or list item of rich text, as BeautifulSoup's `element`."""

    element: Tag

    @property
    def text(self):
        return " ".join(self.element.get_text().split())

    @property
    def is_item(self):
        return self.element.name == "li"

    @cached_property
    def bold_share(self):
        """How much of the letters is bold, from 0 to 1."""
        outer = [each for each in self.element.find_all(["b", "strong"]) if not is_in_bold(each)]
        return count_letters(*outer) / max(1, count_letters(self.element))


def is_in_bold(element):
    return element.find_parent(["b", "strong"]) is not None


def count_letters(*elements):
    return sum(len("".join(each.get_text().split())) for each in elements)


def read_paragraphs(html):
    """Return the Paragraphs of rich text that have words, as a list."""
    found = map(Paragraph, BeautifulSoup(html, "html.parser").find_all(["p", "li"]))
    return [each for each in found if each.text]


def read_links(html):
    """Return the links of rich text as a list of (words, goal).

    The goal is the address, or what Wagtail stores of a page or document: ("page", "3", "#form").
    """
    return [
        (" ".join(link.get_text().split()), read_goal(link))
        for link in BeautifulSoup(html, "html.parser").find_all("a")
    ]


def read_goal(link):
    if link.get("linktype"):
        return link["linktype"], link.get("id", ""), link.get("anchor", "")
    return link.get("href", "")
