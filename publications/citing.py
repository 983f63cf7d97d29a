"""How to cite a publication: one style, that of APA (7th edition), made of its fields."""

from dataclasses import dataclass

from languages.texts import Text
from publications.kinds import Kind

__all__ = ["Citation", "cite"]

# What the title alone does not tell stands behind it in brackets.
NAMED_KINDS = {Kind.THESIS, Kind.PRESENTATION, Kind.WORKSHEET, Kind.PLACEMAT}


@dataclass(frozen=True)
class Citation:
    """The pieces of a citation, in their order; what is a Text knows its language.

    Where there is a `source`, which the publication is a part of, that stands out, and otherwise
    the title does.
    """

    authors: Text
    year: int
    title: Text
    after_title: str
    source: Text
    after_source: str
    publisher: str
    address: str


def cite(page):
    """Return the Citation of a PublicationPage."""
    authors = join_authors(page.get_authors())
    kind = page.get_kind_display() if page.kind in NAMED_KINDS else ""
    place = describe_place(page)
    return Citation(
        authors=Text(authors, page.language),
        year=page.year,
        title=page.get_cited_title(),
        after_title=f" [{kind}]." if kind else ".",
        source=page.get_source(),
        after_source=f", {place}." if place else ".",
        # Who wrote it and publishes it is named once.
        publisher="" if page.publisher == authors else page.publisher,
        address=page.get_lasting_address() or page.full_url,
    )


def join_authors(authors):
    """Return the names of a list of Authors as one text: "A, B & C"."""
    *first, last = [str(author) for author in authors] or [""]
    return f"{', '.join(first)} & {last}" if first else last


def describe_place(page):
    """Return where in its source a publication stands: "12(3), 45-67", or ""."""
    number = f"{page.volume}({page.issue})" if page.issue else page.volume
    return ", ".join(filter(None, [number, page.pages]))
