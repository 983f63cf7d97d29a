"""The list and the form of contact persons in the admin."""

from django.utils.translation import gettext_lazy as _

from languages.snippets import StaffSnippetViewSet
from people.models import ContactPerson

__all__ = ["ContactPersonViewSet"]


class ContactPersonViewSet(StaffSnippetViewSet):
    model = ContactPerson
    icon = "user"
    menu_label = _("Contact persons")
    list_display = ["name", "role", "organisation", "until"]
    list_filter = ["has_withdrawn"]
