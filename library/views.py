"""Documents: where visitors open them, and the list of them for staff."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import static
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import IndexView
from wagtail.documents.views.serve import serve

from library.models import Document

__all__ = ["DocumentIndexView", "serve_document", "serve_media"]


def serve_document(request, document_id, filename):
    """Serve a document as Wagtail does, under any name that its file ever had.

    Who may see it is asked all the same, and its number still says which one is meant.
    """
    document = get_object_or_404(Document, pk=document_id)
    if filename in document.former_names:
        filename = document.filename
    return serve(request, document_id, filename)


class DocumentIndexView(IndexView):
    """Wagtail's list of documents, which says whether search knows the text of each."""

    @cached_property
    def columns(self):
        state = Column("text_state", label=_("Text read"), accessor="get_text_state_display")
        *first, usage = super().columns
        for column in first:
            if column.name == "filename":
                # Wagtail's own "File" has no Dutch.
                column.label = _("File name")
        return [*first, state, usage]


def serve_media(request, path):
    """Return what is public in MEDIA_ROOT, for a site without nginx."""
    return static.serve(request, path, document_root=settings.MEDIA_ROOT)
