"""What a publication says of itself to programs: search engines, Google Scholar, Zotero."""

from urllib.parse import urljoin

from library.models import Document
from pages.structured_data import organization_reference, without_empty
from publications.exporting import split_pages
from publications.kinds import Kind

__all__ = ["describe", "list_tags"]

# In the words of schema.org.
TYPES = {
    Kind.REPORT: "Report",
    Kind.ARTICLE: "ScholarlyArticle",
    Kind.BOOK: "Book",
    Kind.CHAPTER: "Chapter",
    Kind.THESIS: "Thesis",
    Kind.PRESENTATION: "PresentationDigitalDocument",
}


def describe(page, request):
    """Return a PublicationPage in the words of schema.org, as a dictionary."""
    return without_empty(
        {
            "@type": TYPES.get(page.kind, "DigitalDocument"),
            "name": str(page.get_cited_title()),
            "headline": str(page.get_cited_title()),
            "abstract": page.get_description(),
            "author": [describe_author(author) for author in page.get_authors()],
            "datePublished": str(page.year),
            "dateModified": page.last_published_at and page.last_published_at.isoformat(),
            "inLanguage": page.language,
            "isPartOf": describe_source(page),
            "pagination": page.pages,
            "publisher": {"@type": "Organization", "name": page.publisher}
            if page.publisher
            else organization_reference(request),
            "license": page.get_licence_address(),
            "identifier": page.doi and f"doi:{page.doi}",
            "sameAs": page.get_lasting_address(),
            "url": page.full_url,
            "encoding": describe_file(page),
            "accessMode": "textual",
        }
    )


def describe_author(author):
    if not author.given:
        return {"@type": "Organization", "name": author.family}
    return {
        "@type": "Person",
        "name": author.get_name(),
        "familyName": author.family,
        "givenName": author.given,
    }


def describe_source(page):
    """Return the journal or book that a publication is a part of, or {}."""
    if not page.published_in:
        return {}
    is_article = page.kind == Kind.ARTICLE
    return {"@type": "Periodical" if is_article else "Book", "name": page.published_in}


def describe_file(page):
    """Return the file that every visitor may download, or {}."""
    if not is_public(page.document):
        return {}
    return {
        "@type": "MediaObject",
        "contentUrl": urljoin(page.full_url, page.document.url),
        "encodingFormat": page.document.content_type,
    }


def list_tags(page):
    """Return what Google Scholar and Zotero read of a publication, as a list of (name, content).

    They are the "Highwire Press" tags: https://scholar.google.com/intl/en/scholar/inclusion.html
    """
    start, end = [*split_pages(page.pages), "", ""][:2]
    is_report = page.kind == Kind.REPORT
    tags = [
        ("title", page.get_cited_title()),
        *(("author", author) for author in page.get_authors()),
        ("publication_date", page.year),
        ("journal_title" if page.kind == Kind.ARTICLE else "inbook_title", page.published_in),
        ("volume", page.volume),
        ("issue", page.issue),
        ("firstpage", start),
        ("lastpage", end),
        ("technical_report_institution" if is_report else "publisher", page.publisher),
        ("doi", page.doi),
        ("language", page.language),
        ("abstract_html_url", page.full_url),
        ("pdf_url", get_pdf_address(page)),
    ]
    return [(f"citation_{name}", str(content)) for name, content in tags if content]


def get_pdf_address(page):
    """Return the address of the PDF that every visitor may download, or ""."""
    if not is_public(page.document) or page.document.file_extension.lower() != "pdf":
        return ""
    return urljoin(page.full_url, page.document.url)


def is_public(document):
    """Return whether every visitor may download a Document, which may be None."""
    return bool(document) and Document.objects.public().filter(pk=document.pk).exists()
