from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from issues.editors import leave_out_publishing, show_steps, take_back_with_page
from issues.listings import IssueListingView, IssuesMenuItem, SendingColumn
from issues.models import IssuePage
from issues.rules import list_unsent
from issues.screens import CheckView, ChooseView, GapsView, LookView, MailView, SendView
from issues.sending import SENT, TAKEN_BACK
from newsletter.screens import NewsletterGroup
from pages.editor_buttons import WITHDRAWN
from pages.listings import FIRST_COLUMNS, ThumbnailColumn
from pages.publishing import RULES
from translations.listings import TranslationColumn
from translations.views.editor import ABOVE

__all__ = ["IssueListing"]

hooks.register(RULES, list_unsent)
# Ahead of the hook that puts the buttons in order.
hooks.register("construct_page_action_menu", leave_out_publishing, order=-1)
hooks.register(WITHDRAWN, take_back_with_page)
hooks.register(ABOVE, show_steps)


class IssueListing(PageListingViewSet):
    """The issues in the menu of the newsletter, the newest first."""

    model = IssuePage
    icon = "mail"
    menu_label = _("Issues")
    menu_item_class = IssuesMenuItem
    menu_order = 0
    menu_hook = NewsletterGroup.submenu_hook
    index_view_class = IssueListingView
    filterset_class = IssueListingView.filterset_class
    ordering = ("-pk",)
    columns = [
        *(each for each in FIRST_COLUMNS if not isinstance(each, ThumbnailColumn)),
        TranslationColumn(),
        SendingColumn(),
    ]


@hooks.register("register_admin_viewset")
def register_issues():
    return IssueListing("issues_list", url_prefix="newsletter/issues")


@hooks.register("register_admin_urls")
def register_screens():
    urls = [
        path("choose/", ChooseView.as_view(), name="choose"),
        path("gaps/", GapsView.as_view(), name="gaps"),
        path("look/", LookView.as_view(), name="look"),
        path("mail/", MailView.as_view(), name="mail"),
        path("check/", CheckView.as_view(), name="check"),
        path("send/", SendView.as_view(), name="send"),
    ]
    return [path("issues/<int:page_id>/", include((urls, "issues")))]


@hooks.register("register_log_actions")
def register_sending(actions):
    actions.register_action(SENT, _("Send"), _("Was sent or planned to be sent"))
    actions.register_action(TAKEN_BACK, _("Do not send it"), _("Is not sent after all"))


@hooks.register("insert_global_admin_css")
def insert_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/issues.css"))


@hooks.register("insert_editor_js")
def insert_script():
    return format_html('<script src="{}" defer></script>', static("js/admin-counter.js"))
