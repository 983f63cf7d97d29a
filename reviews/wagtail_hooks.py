from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from pages.page_screens import HeaderButton
from reviews.dashboard import add_due_reviews
from reviews.screens import ReviewView

hooks.register("construct_dashboard", add_due_reviews)
hooks.register(
    "register_page_header_buttons",
    HeaderButton(_("Look at it again"), "reviews_review", "date", priority=63),
)


@hooks.register("register_admin_urls")
def register_review():
    return [path("pages/<int:page_id>/review/", ReviewView.as_view(), name="reviews_review")]
