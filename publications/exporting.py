"""A publication for programs that keep references: as BibTeX and as RIS.

Both are made here, as their rules for writing are few; the tests read them with the libraries that
know how to read them. BibTeX leaves as UTF-8, which all of these programs take.
"""

import re

from django.utils.text import slugify

from publications.kinds import Kind

__all__ = ["make_bibtex", "make_ris", "split_pages"]

BIBTEX_TYPES = {
    Kind.REPORT: "techreport",
    Kind.ARTICLE: "article",
    Kind.BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.THESIS: "mastersthesis",
}
# What each type calls the publication that it is a part of, and who publishes it.
BIBTEX_SOURCES = {Kind.ARTICLE: "journal", Kind.CHAPTER: "booktitle"}
BIBTEX_PUBLISHERS = {Kind.REPORT: "institution", Kind.THESIS: "school"}
RIS_TYPES = {
    Kind.REPORT: "RPRT",
    Kind.ARTICLE: "JOUR",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.THESIS: "THES",
    Kind.PRESENTATION: "SLIDE",
}
# What means something else to TeX than itself. BibTeX counts braces, also behind a backslash, so
# that an odd one would break the file: they become round.
TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        "{": "(",
        "}": ")",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# An address is kept as it is, but for what would end the field.
TEX_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
DASH = re.compile(r"\s*[-–—]+\s*")


def make_bibtex(page):
    """Return a PublicationPage as one BibTeX entry, as str."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in list_bibtex_fields(page) if value]
    return f"@{BIBTEX_TYPES.get(page.kind, 'misc')}{{{make_key(page)},\n{''.join(lines)}}}\n"


def list_bibtex_fields(page):
    """Return the fields of an entry as a list of (name, value as TeX), some of them empty."""
    is_misc = page.kind not in BIBTEX_TYPES
    return [
        ("author", " and ".join(map(write_author, page.get_authors()))),
        # Twice in braces: its capitals are kept.
        ("title", f"{{{escape(page.get_cited_title())}}}"),
        ("year", page.year),
        (BIBTEX_SOURCES.get(page.kind, "note"), escape(page.published_in)),
        ("volume", escape(page.volume)),
        ("number", escape(page.issue)),
        ("pages", "--".join(map(escape, split_pages(page.pages)))),
        (BIBTEX_PUBLISHERS.get(page.kind, "publisher"), escape(page.publisher)),
        ("howpublished", escape(page.get_kind_display()) if is_misc else ""),
        ("language", page.language),
        ("doi", page.doi.translate(TEX_ADDRESS)),
        ("url", get_address(page).translate(TEX_ADDRESS)),
    ]


def write_author(author):
    """Return an Author for BibTeX: in braces, an organisation is no person with given names."""
    family = escape(author.family)
    if not author.given:
        return f"{{{family}}}"
    # That word stands between authors.
    guarded = f"{{{family}}}" if re.search(r"\sand\s", family, re.IGNORECASE) else family
    return f"{guarded}, {escape(author.given)}"


def escape(text):
    """Return a text as TeX, on one line."""
    return " ".join(str(text).split()).translate(TEX)


def make_key(page):
    """Return what the entry is called: "voorbeeld2018wat"."""
    authors = page.get_authors()
    name = slugify(authors[0].family if authors else "") or "publication"
    return f"{name}{page.year}{page.slug.partition('-')[0]}"


def make_ris(page):
    """Return a PublicationPage as one RIS record, as str: a line of "TY  - RPRT" for each fact."""
    start, end = [*split_pages(page.pages), "", ""][:2]
    facts = [
        ("TY", RIS_TYPES.get(page.kind, "GEN")),
        *(("AU", author) for author in page.get_authors()),
        ("TI", page.get_cited_title()),
        ("T2", page.published_in),
        ("PY", page.year),
        ("VL", page.volume),
        ("IS", page.issue),
        ("SP", start),
        ("EP", end),
        ("PB", page.publisher),
        ("LA", page.language),
        ("AB", page.get_translated("summary")),
        ("DO", page.doi),
        ("UR", get_address(page)),
    ]
    lines = [(tag, " ".join(str(value).split())) for tag, value in facts if value]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", "")])


def split_pages(pages):
    """Return the first and the last page as a list of one or two: "12-27" gives ["12", "27"]."""
    return [page for page in DASH.split(pages, maxsplit=1) if page]


def get_address(page):
    """Return where the publication is found: the DOI has a field of its own."""
    return page.web_address or page.full_url
