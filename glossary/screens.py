"""The list and the form of the glossary in the admin."""

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import CreateView

from glossary.models import Term
from languages.snippets import StaffSnippetViewSet

__all__ = ["TermViewSet"]


class NewTermView(CreateView):
    """A form in which the word stands already that the address names: `?name=Wmo`."""

    def get_initial(self):
        return {"name": self.request.GET.get("name", "")}


class TermViewSet(StaffSnippetViewSet):
    model = Term
    icon = "help"
    add_view_class = NewTermView
    # Many a word is the same in two languages.
    list_display = ["name", LocaleColumn(label=_("Language")), "meaning"]
    # The database has all capitals before the first small letter.
    ordering = [Lower("name"), "pk"]
