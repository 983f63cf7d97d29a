from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from word_files.describing import describe, list_parts, list_warnings
from word_files.drafting import foresee, list_page_types, make_page
from word_files.forms import WordFileForm
from word_files.models import SentFile
from word_files.reading import read_word_file

__all__ = ["CheckView", "UploadView", "may_draft"]


def may_draft(user, parent):
    """Return whether somebody may make a draft of a Word file below a page.

    What is in another language is made as a translation, and not beside it.
    """
    may_add = parent.permissions_for_user(user).can_add_subpage()
    return may_add and parent.locale.is_default and bool(list_page_types(parent))


class BelowParentMixin(WagtailAdminTemplateMixin):
    """For a screen about a draft below a page (`parent_page_id` of the address)."""

    page_title = gettext_lazy("Make a draft of a Word file")
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        if self.parent.is_root():
            raise Http404
        if not may_draft(request.user, self.parent):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def parent(self):
        """The page below which the draft comes."""
        return get_object_or_404(Page, pk=self.kwargs["parent_page_id"]).specific

    def get_breadcrumbs_items(self):
        above = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return [
            {"url": above, "label": self.parent.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, parent=self.parent)


class UploadView(BelowParentMixin, FormView):
    """The screen that takes a Word file, and leads to what would become of it."""

    form_class = WordFileForm
    template_name = "word_files/admin/upload.html"

    def get_form(self, form_class=None):
        options = self.get_form_kwargs()
        page_types = list_page_types(self.parent)
        return WordFileForm(options.get("data"), options.get("files"), page_types)

    def form_valid(self, form):
        data = form.cleaned_data
        sent = SentFile.objects.create(
            user=self.request.user,
            parent_id=self.parent.pk,
            kind=data["kind"],
            name=data["name"],
            content=data["file"],
        )
        return redirect("word_files:check", self.parent.pk, sent.pk)


class CheckView(BelowParentMixin, TemplateView):
    """The screen that says what was understood of a file, and makes the draft if that is right."""

    template_name = "word_files/admin/check.html"

    def get(self, request, *args, **kwargs):
        """Show it, also to who comes back to the screen."""
        if self.find_sent() is None:
            return self.begin_again()
        return super().get(request, *args, **kwargs)

    def find_sent(self):
        """Return the SentFile of this screen and this person, or None when it is gone."""
        files = SentFile.objects.filter(user=self.request.user, parent_id=self.parent.pk)
        return files.filter(pk=self.kwargs["pk"]).first()

    def begin_again(self):
        words = _("This file is gone: it became a draft already, or waited for a day.")
        messages.warning(self.request, words)
        return redirect("word_files:upload", self.parent.pk)

    def get_context_data(self, **kwargs):
        sent = self.find_sent()
        word_file = read_word_file(bytes(sent.content))
        draft = foresee(word_file)
        return super().get_context_data(
            **kwargs,
            title=draft.title or sent.name,
            headings=[each["value"] for each in draft.blocks if each["type"] == "heading"],
            parts=list_parts(draft),
            warnings=list_warnings(draft, word_file.has_changes),
        )

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        """Make the draft, once: who presses the button twice has one."""
        sent = (
            SentFile.objects.select_for_update().filter(pk=kwargs["pk"], user=request.user).first()
        )
        page_types = {each._meta.label_lower: each for each in list_page_types(self.parent)}
        if sent is None or sent.parent_id != self.parent.pk or sent.kind not in page_types:
            return self.begin_again()
        word_file = read_word_file(bytes(sent.content))
        model = page_types[sent.kind]
        made = make_page(word_file, sent.name, model, self.parent, request.user)
        sent.delete()
        messages.success(request, describe(made.draft))
        for words in list_warnings(made.draft, word_file.has_changes):
            messages.warning(request, words)
        return redirect("wagtailadmin_pages:edit", made.page.pk)
