from wagtail import hooks
from wagtail.snippets.models import register_snippet

from background import findings
from contact.dashboard import add_new_messages
from contact.models import Subject
from contact.screens import MessageViewSet
from contact.sending import find_unmailed
from languages.snippets import StaffSnippetViewSet
from pages.ordered_lists import OrderedListView

__all__ = ["SubjectViewSet"]


class SubjectViewSet(StaffSnippetViewSet):
    model = Subject
    icon = "mail"
    index_view_class = OrderedListView
    add_to_settings_menu = True
    list_display = ["name", "recipient"]


register_snippet(SubjectViewSet)


hooks.register(findings.HOOK, find_unmailed)
hooks.register("construct_dashboard", add_new_messages)


@hooks.register("register_admin_viewset")
def register_messages():
    return MessageViewSet("contact_messages", url_prefix="messages")
