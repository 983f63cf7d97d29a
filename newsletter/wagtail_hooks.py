from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from newsletter.models import Topic
from newsletter.screens import NewsletterGroup

__all__ = ["TopicViewSet"]

# Wagtail translates the names of rights as they stand in the database, without the model's.
gettext_noop("Can export")


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "description"]
    menu_label = _("Topics")
    menu_order = 2
    menu_hook = NewsletterGroup.submenu_hook


register_snippet(TopicViewSet)


@hooks.register("register_admin_viewset")
def register_newsletter():
    return NewsletterGroup()
