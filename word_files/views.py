from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from word_files.drafting import list_page_types, make_page
from word_files.forms import WordFileForm

__all__ = ["UploadView", "may_draft"]


def may_draft(user, parent):
    """Return whether somebody may make a draft of a Word file below a page.

    What is in another language is made as a translation, and not beside it.
    """
    may_add = parent.permissions_for_user(user).can_add_subpage()
    return may_add and parent.locale.is_default and bool(list_page_types(parent))


class UploadView(WagtailAdminTemplateMixin, FormView):
    """The screen that takes a Word file and leads to the draft that was made of it."""

    form_class = WordFileForm
    template_name = "word_files/admin/upload.html"
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

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "page_types": list_page_types(self.parent)}

    def get_form(self, form_class=None):
        options = self.get_form_kwargs()
        return WordFileForm(options.get("data"), options.get("files"), options["page_types"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, parent=self.parent)

    def form_valid(self, form):
        name, word_file = form.cleaned_data["name"], form.cleaned_data["file"]
        made = make_page(word_file, name, form.page_type, self.parent, self.request.user)
        messages.success(self.request, describe(made))
        for words in list_warnings(made, word_file):
            messages.warning(self.request, words)
        return redirect("wagtailadmin_pages:edit", made.page.pk)


def describe(made):
    """Return what became of the file, in a sentence."""
    draft = made.draft
    counts = [
        (draft.count("heading"), ngettext("%d heading", "%d headings", draft.count("heading"))),
        (draft.lists, ngettext("%d list", "%d lists", draft.lists)),
        (draft.count("table"), ngettext("%d table", "%d tables", draft.count("table"))),
        (draft.count("picture"), ngettext("%d picture", "%d pictures", draft.count("picture"))),
    ]
    parts = ", ".join(words % number for number, words in counts if number)
    if not parts:
        return _("This is a draft of the file; nobody sees it yet.")
    text = _("This is a draft of the file; nobody sees it yet. It has: %(parts)s.")
    return text % {"parts": parts}


def list_warnings(made, word_file):
    """Return what somebody should know about the draft, as a list of str."""
    warnings = []
    if made.undescribed:
        warnings.append(
            ngettext(
                "%d picture has no description yet. Write what is to be seen.",
                "%d pictures have no description yet. Write what is to be seen.",
                made.undescribed,
            )
            % made.undescribed
        )
    if made.draft.lost:
        warnings.append(
            ngettext(
                "%d table or picture could not come along as it was. Compare with the file.",
                "%d tables or pictures could not come along as they were. Compare with the file.",
                made.draft.lost,
            )
            % made.draft.lost
        )
    if word_file.has_changes:
        warnings.append(
            _("Changes were tracked in the file. Here they are all accepted, without comments.")
        )
    return warnings
