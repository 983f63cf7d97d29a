from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from feedback.screens import PageFeedbackView
from pages.page_screens import HeaderButton

hooks.register(
    "register_page_header_buttons",
    HeaderButton(_("Was it useful?"), "feedback_page", "help", priority=67),
)


@hooks.register("register_admin_urls")
def register_screen():
    return [path("pages/<int:page_id>/feedback/", PageFeedbackView.as_view(), name="feedback_page")]
