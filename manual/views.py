"""The screens of the manual. Whoever may enter the admin may read all of it."""

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from manual.parts import FOLDER, list_parts
from manual.search import find

__all__ = ["ContentsView", "PartView", "serve_picture"]


class ManualView(WagtailAdminTemplateMixin, TemplateView):
    """A screen with the parts of the manual, and a search through all of them."""

    page_title = _("User manual")
    header_icon = "help"

    def get_breadcrumbs_items(self):
        contents = {"url": reverse("manual:contents"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), contents]

    def get_context_data(self, **kwargs):
        question = self.request.GET.get("q", "").strip()
        return super().get_context_data(
            parts=list_parts(), question=question, hits=find(question) if question else [], **kwargs
        )


class ContentsView(ManualView):
    """The table of contents, or the sections that answer a question."""

    template_name = "manual/admin/contents.html"


class PartView(ManualView):
    """One part of the manual."""

    template_name = "manual/admin/part.html"

    @cached_property
    def part(self):
        part = next((part for part in list_parts() if part.name == self.kwargs["name"]), None)
        if part is None:
            raise Http404
        return part

    def get_page_title(self):
        return self.part.title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.part.title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(part=self.part, **kwargs)


def serve_picture(request, name):
    """Answer with a picture of the manual."""
    pictures = {path.name: path for path in FOLDER.glob("*.png")}
    if name not in pictures:
        raise Http404
    return FileResponse(pictures[name].open("rb"))
