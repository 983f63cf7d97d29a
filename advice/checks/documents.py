"""Documents: no file that cannot be read aloud without saying so (Toegankelijk CMS 29)."""

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from advice.findings import Finding
from library.models import Document

__all__ = ["find_bad_documents"]


def find_bad_documents(reading):
    """Yield a Finding for each document that the page leads to and that cannot be read aloud."""
    places = dict(find_documents(reading))
    for document in Document.objects.filter(pk__in=places).exclude(faults=[]).order_by("pk"):
        text = _(
            "The document “%(title)s” cannot be read aloud well: %(faults)s. Put the text on a page"
            " if you can."
        )
        words = {"title": document.title, "faults": ", ".join(document.list_faults())}
        yield Finding("document", text % words, places[document.pk])


def find_documents(reading):
    """Yield (primary key, path) for each document that a Reading leads to."""
    for piece in reading.get("document"):
        if piece.value:
            yield piece.value.pk, piece.path
    for piece in reading.get("rich text"):
        for link in BeautifulSoup(piece.html, "html.parser").find_all("a", linktype="document"):
            if link.get("id", "").isdecimal():
                yield int(link["id"]), piece.path
