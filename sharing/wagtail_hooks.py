from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from sharing.screens import SHARED, WITHDRAWN, ShareView, list_header_buttons

hooks.register("register_page_header_buttons", list_header_buttons)


@hooks.register("register_admin_urls")
def register_share():
    return [path("pages/<int:page_id>/share/", ShareView.as_view(), name="sharing_share")]


@hooks.register("register_log_actions")
def register_sharing(actions):
    actions.register_action(SHARED, _("Share a draft"), _("A link to this draft was made"))
    actions.register_action(WITHDRAWN, _("Withdraw a link"), _("A link to a draft was withdrawn"))
