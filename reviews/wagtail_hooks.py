from django.urls import path
from wagtail import hooks

from reviews.dashboard import add_due_reviews
from reviews.screens import ReviewView, list_header_buttons

hooks.register("construct_dashboard", add_due_reviews)
hooks.register("register_page_header_buttons", list_header_buttons)


@hooks.register("register_admin_urls")
def register_review():
    return [path("pages/<int:page_id>/review/", ReviewView.as_view(), name="reviews_review")]
