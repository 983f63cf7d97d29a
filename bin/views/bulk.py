"""The same for many at once, in the place of Wagtail's own bulk actions of the same names."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions import page_bulk_action
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.documents.views.bulk_actions.delete import DeleteBulkAction as DeleteDocuments
from wagtail.images.views.bulk_actions.delete import DeleteBulkAction as DeleteImages
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction as DeleteSnippets

from bin.addresses import leave_addresses
from bin.deleting import is_home, list_translations, put_page_in_bin
from bin.forms import LeavingForm
from bin.things import put_thing_in_bin
from bin.views.leaving import list_live, list_own_translations
from library.bulk_actions import OfSelectionMixin

__all__ = [
    "BinDocumentsBulkAction",
    "BinImagesBulkAction",
    "BinPagesBulkAction",
    "BinSnippetsBulkAction",
    "UnpublishAndLeadBulkAction",
]


class LeavingBulkForm(page_bulk_action.DefaultPageForm, LeavingForm):
    """What is asked about many pages, with Wagtail's own question about those below them."""

    def __init__(self, *args, asks_about_descendants, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["include_descendants"].label = _("Also the pages below them")
        if not asks_about_descendants:
            del self.fields["include_descendants"]


class LeavingMixin:
    """Asks what is asked of a single page, once for all pages."""

    form_class = LeavingBulkForm
    template_name = "bin/admin/bulk.html"
    days = settings.BIN_DAYS

    @cached_property
    def pages(self):
        return self.get_actionable_objects()[0]

    def list_all_translations(self):
        """Return the translations of the pages that may go with them, as a list."""
        found = [each for page in self.pages for each in self.list_of_one(page)]
        return [
            each for each in {page.pk: page for page in found}.values() if self.check_perm(each)
        ]

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "pages": self.pages,
            "translations": self.list_all_translations(),
            "asks_about_descendants": self.asks_about_descendants(),
        }

    def get_execution_context(self):
        return {**super().get_execution_context(), "form": self.cleaned_form}


class BinPagesBulkAction(LeavingMixin, DeleteBulkAction):
    """Puts the chosen pages in the bin."""

    list_of_one = staticmethod(list_translations)

    def check_perm(self, page):
        return super().check_perm(page) and not is_home(page)

    def asks_about_descendants(self):
        """They go along in any case."""
        return False

    def post(self, request):
        """Do it without the name of the site that Wagtail asks for: nothing is lost."""
        return super(DeleteBulkAction, self).post(request)

    @classmethod
    def execute_action(cls, objects, user=None, form=None, **kwargs):
        """Put each page in the bin on its own; one below another is in there already."""
        chosen = {each.pk for each in form.get_translations()}
        done = [
            put_page_in_bin(
                page,
                user,
                [each for each in list_translations(page) if each.pk in chosen],
                form.get_destination(),
            )
            for page in objects
        ]
        return len(list(filter(None, done))), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return tell_of_bin(num_parent_objects)


class UnpublishAndLeadBulkAction(LeavingMixin, UnpublishBulkAction):
    """Takes the chosen pages off the site, and leads visitors elsewhere."""

    list_of_one = staticmethod(list_own_translations)

    def asks_about_descendants(self):
        return any(page.get_descendants().live().exists() for page in self.pages)

    @classmethod
    def execute_action(cls, objects, form=None, include_descendants=False, **kwargs):
        pages = [*objects, *form.get_translations()]
        leave_addresses(list_live(pages, include_descendants), form.get_destination())
        numbers = super().execute_action(pages, include_descendants=include_descendants, **kwargs)
        return len(objects), numbers[1]

    def get_execution_context(self):
        context = super(LeavingMixin, self).get_execution_context
        self.cleaned_form.cleaned_data.setdefault("include_descendants", False)
        return {**context(), "form": self.cleaned_form}

    def get_success_message(self, num_parent_objects, num_child_objects):
        self.cleaned_form.cleaned_data.setdefault("include_descendants", False)
        return super().get_success_message(num_parent_objects, num_child_objects)


class BinThingsMixin:
    """Puts what was chosen in the bin, and not away."""

    def get_execution_context(self):
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        """Put each thing in the bin; one that is a translation of another is in there already."""
        done = [put_thing_in_bin(each, user) for each in objects]
        return len(list(filter(None, done))), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return tell_of_bin(num_parent_objects)


class BinSnippetsBulkAction(BinThingsMixin, DeleteSnippets):
    """Of snippets."""


class BinImagesBulkAction(BinThingsMixin, OfSelectionMixin, DeleteImages):
    """Of images."""


class BinDocumentsBulkAction(BinThingsMixin, DeleteDocuments):
    """Of documents."""


def tell_of_bin(number):
    """Return that so many things were put in the bin, as a str."""
    text = ngettext("%(number)d item is in the bin.", "%(number)d items are in the bin.", number)
    return text % {"number": number}
