"""The addresses of the issues that are no pages, below that of the newsletter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from issues import feeds, views

# "issues" are the screens of the admin.
app_name = "archive"
urlpatterns = [
    path(_("archive/"), views.show_archive, name="issues"),
    path("feed/atom/", feeds.AtomIssuesFeed(), name="atom"),
    path("feed/rss/", feeds.RssIssuesFeed(), name="rss"),
]
