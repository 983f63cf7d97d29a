from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from word_files.views import CheckView, UploadView, may_draft

__all__ = ["add_button", "register_urls"]


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("<int:parent_page_id>/", UploadView.as_view(), name="upload"),
        path("<int:parent_page_id>/<int:pk>/", CheckView.as_view(), name="check"),
    ]
    return [path("word-files/", include((urls, "word_files")))]


@hooks.register("register_page_header_buttons")
def add_button(page, user, view_name, next_url=None):
    """Offer the screen among what can be done with the page below which the draft comes."""
    if not page.is_root() and may_draft(user, page):
        url = reverse("word_files:upload", args=[page.pk])
        yield Button(_("Make a draft of a Word file"), url, icon_name="doc-full", priority=15)
