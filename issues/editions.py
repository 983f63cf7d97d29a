"""What an issue says in one language, whatever it is made of; `issues.mail` makes a mail of it."""

from dataclasses import dataclass

from library.models import Image

__all__ = ["Edition", "Item"]


@dataclass(frozen=True)
class Item:
    """One thing to read in an issue.

    `kind` says in words what it is ("News", "Meeting on 3 December"), in the language of the
    edition; "" for a text that stands nowhere else. `summary` is in plain words. `address` is
    absolute, and "" where there is nothing more to read; the title leads there, or a button with
    `action` in words, where it has one. `language` is the code of the one that the title, the
    summary and the page are in, and `note` says so where that is not the language of the edition;
    "" where it is.
    """

    kind: str
    title: str
    summary: str
    address: str
    image: Image | None
    language: str
    note: str
    action: str = ""


@dataclass(frozen=True)
class Edition:
    """An issue in one language, `language` (a code), as it stands at this moment.

    `opening` is a SafeString of paragraphs and lists. `web_address` is the absolute one of the
    issue on the site, and `number` that of the issue, or None before it has one.
    """

    language: str
    subject: str
    preview_line: str
    opening: str
    items: list[Item]
    web_address: str
    number: int | None
