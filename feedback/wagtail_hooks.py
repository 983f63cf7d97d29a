from django.urls import path
from wagtail import hooks

from feedback.screens import PageFeedbackView, list_header_buttons

hooks.register("register_page_header_buttons", list_header_buttons)


@hooks.register("register_admin_urls")
def register_screen():
    return [path("pages/<int:page_id>/feedback/", PageFeedbackView.as_view(), name="feedback_page")]
