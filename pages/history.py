"""The history of a page as days: who did what, what it looked like, and how to put it back.

In the place of Wagtail's table of log entries, at its address. What a browser saved by itself while
somebody typed is one line, as Wagtail keeps one version of it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail import hooks
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import Page, PageLogEntry

from audit.histories import list_alike, list_last
from pages.planning import forget_date

__all__ = ["Event", "PageTimelineView", "PutBackView", "group_by_day", "urlpatterns"]


@dataclass(frozen=True)
class Event:
    """Something that happened to a page: when, by whom, and what it was, in words.

    `marks` are what is to be known of it now, `links` pairs of an address and words, and
    `put_back_url` is where a POST goes that puts this version back.
    """

    moment: datetime
    person: str
    words: str
    marks: list = field(default_factory=list)
    links: list = field(default_factory=list)
    put_back_url: str = ""


def group_by_day(events):
    """Return Events as a list of (date, list of Event), in the same order."""
    days = groupby(events, key=lambda event: timezone.localtime(event.moment).date())
    return [(day, list(found)) for day, found in days]


class PageTimelineView(PageHistoryView):
    """The history of a page, by day; the number of queries is the same for one of any length."""

    template_name = "pages/admin/history.html"
    results_template_name = "pages/admin/history_results.html"

    def get_base_queryset(self):
        """Return the log entries, those of one session of typing as one with their `number`."""
        entries = PageLogEntry.objects.filter(page=self.object)
        alike = list_alike(entries).order_by().values("uuid")
        number = alike.annotate(number=Count("pk")).values("number")
        last = self._annotate_queryset(list_last(entries))
        return last.annotate(number=Subquery(number[:1]))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["days"] = group_by_day(map(self.make_event, context["object_list"]))
        return context

    @property
    def may_edit(self):
        return self.object.permissions_for_user(self.request.user).can_edit()

    def make_event(self, entry):
        """Return a log entry as an Event."""
        has_version = bool(entry.revision and entry.content_changed)
        is_latest = entry.revision_id == self.object.latest_revision_id
        may_be_put_back = has_version and not is_latest and self.may_edit
        return Event(
            entry.timestamp,
            entry.user_display_name,
            str(entry.message),
            self.list_marks(entry),
            self.list_links(entry, is_latest) if has_version else [],
            self.get_url("put_back", entry.revision_id) if may_be_put_back else "",
        )

    def list_marks(self, entry):
        marks = []
        if entry.action == "wagtail.publish" and entry.revision_id == self.object.live_revision_id:
            marks.append(_("Now on the site"))
        elif entry.content_changed and entry.revision_id == self.object.latest_revision_id:
            marks.append(_("What is in the form now"))
        if entry.action == "wagtail.edit" and (entry.number or 1) > 1:
            text = ngettext("kept %(number)d time", "kept %(number)d times", entry.number)
            marks.append(text % {"number": entry.number})
        return marks

    def list_links(self, entry, is_latest):
        links = [(self.get_url("revisions_view", entry.revision_id), _("What it looked like"))]
        if not is_latest:
            url = self.get_url("revisions_compare", entry.revision_id, "latest")
            links.append((url, _("Compare with now")))
        elif entry.previous_revision_id:
            url = self.get_url("revisions_compare", entry.previous_revision_id, entry.revision_id)
            links.append((url, _("Compare with the one before")))
        return links

    def get_url(self, name, *args):
        namespace = "page_history" if name == "put_back" else "wagtailadmin_pages"
        return reverse(f"{namespace}:{name}", args=[self.object.pk, *args])


class PutBackView(View):
    """Makes an earlier version of a page its draft; visitors see nothing of it."""

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request, page_id, revision_id):
        page = get_object_or_404(Page.objects.select_for_update(), pk=page_id).specific
        rights = page.permissions_for_user(request.user)
        if not rights.can_edit() or rights.page_locked():
            raise PermissionDenied
        for hook in hooks.get_hooks("before_edit_page"):
            if hasattr(hook(request, page), "status_code"):
                # It has a form of its own, which knows what to do with an earlier version.
                return redirect("wagtailadmin_pages:revisions_revert", page_id, revision_id)
        revision = get_object_or_404(page.revisions, pk=revision_id)
        # What it was planned for was of then.
        forget_date(RevertToPageRevisionAction(page, revision, user=request.user).execute())
        self.tell(request, page, revision)
        return redirect("wagtailadmin_pages:edit", page_id)

    def tell(self, request, page, revision):
        text = _(
            "This is the version of %(moment)s, as a draft. Visitors do not see it before you"
            " publish it."
        )
        moment = date_format(timezone.localtime(revision.created_at), "DATETIME_FORMAT")
        back = reverse("wagtailadmin_pages:history", args=[page.pk])
        button = messages.button(back, _("To the history"))
        messages.success(request, text % {"moment": moment}, buttons=[button])


def guard(view):
    return never_cache(require_admin_access(view))


app_name = "page_history"
# The first two at Wagtail's own addresses of them, and so ahead of them.
urlpatterns = [
    path("pages/<int:page_id>/history/", guard(PageTimelineView.as_view()), name="timeline"),
    path(
        "pages/<int:page_id>/history/results/",
        guard(PageTimelineView.as_view(results_only=True)),
        name="timeline_results",
    ),
    path(
        "pages/<int:page_id>/history/<int:revision_id>/put-back/",
        guard(PutBackView.as_view()),
        name="put_back",
    ),
]
