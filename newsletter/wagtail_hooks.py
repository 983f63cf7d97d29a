from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from newsletter.admin.viewsets import NewsletterGroup
from newsletter.models import Topic

__all__ = ["TopicViewSet"]

# Wagtail translates the names of rights as they stand in the database, without the model's.
gettext_noop("Can export")

PERMITTED = ["subscriber", "subscriberimport", "accessentry"]


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


@hooks.register("register_permissions")
def register_permissions():
    """Offer in the screen for groups what somebody may do with readers."""
    return Permission.objects.filter(
        content_type__app_label="newsletter", content_type__model__in=PERMITTED
    )
