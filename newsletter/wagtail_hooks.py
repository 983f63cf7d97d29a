from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet

from languages.snippets import StaffSnippetViewSet
from newsletter.models import Topic
from newsletter.screens import NewsletterGroup
from pages.ordered_lists import OrderedListView

__all__ = ["TopicViewSet"]

# Wagtail translates the names of rights as they stand in the database, without the model's.
gettext_noop("Can export")


class TopicViewSet(StaffSnippetViewSet):
    model = Topic
    icon = "tag"
    index_view_class = OrderedListView
    list_display = ["name", "description", BooleanColumn("is_closed", label=_("Closed"))]
    menu_label = _("Topics")
    menu_order = 2
    menu_hook = NewsletterGroup.submenu_hook


register_snippet(TopicViewSet)


@hooks.register("before_delete_snippet")
def keep_chosen_topics(request, instances):
    """Lead who deletes a topic that subscribers have chosen to the box that closes it."""
    topics = [each for each in instances if isinstance(each, Topic)]
    chosen = Topic.objects.filter(pk__in=[each.pk for each in topics]).chosen().first()
    if chosen is None:
        return None
    words = _(
        "Nothing is deleted: subscribers have chosen “%(topic)s”. Close this topic instead. Then"
        " nobody can choose it any more, and who chose it gets nothing that they did not ask for."
    )
    messages.error(request, words % {"topic": chosen.name})
    return redirect(reverse(chosen.snippet_viewset.get_url_name("edit"), args=[chosen.pk]))


@hooks.register("register_admin_viewset")
def register_newsletter():
    return NewsletterGroup()
