"""The screen about background work: what failed and what can be done, and how the rest is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.urls import path
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from django_tasks_db.models import DBTaskResult
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from background.findings import get_findings, get_job_states
from background.queue import BACKEND, SetAsideError, try_again
from background.reaper import WorkerGoneError
from background.words import get_words

__all__ = ["MEND", "WorkViewSet"]

MEND = "background.mend_work"
# A fault can make thousands of tasks fail; whoever looks needs to see what kinds there are.
SHOWN = 50


@dataclass(frozen=True)
class FailedTask:
    """A task as the screen shows it.

    Neither its arguments nor its traceback: an address of somebody may stand in them.
    """

    pk: UUID
    words: str
    failed_at: datetime
    error: str
    advice: str


class WorkView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = MEND
    page_title = gettext_lazy("Background work")
    header_icon = "cogs"
    template_name = "background/admin/work.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def user_has_permission(self, permission):
        return self.request.user.has_perm(permission)

    def get_context_data(self, **kwargs):
        failed = list_failed()
        return super().get_context_data(
            findings=[each.for_user(self.request.user) for each in get_findings()],
            failed=[describe(result) for result in failed[:SHOWN]],
            unshown=max(0, failed.count() - SHOWN),
            jobs=[(get_words(job.name), job) for job in get_job_states()],
            **kwargs,
        )


def list_failed():
    """Return the tasks that have failed, the last one first."""
    return DBTaskResult.objects.failed().filter(backend_name=BACKEND).order_by("-finished_at")


def describe(result):
    """Return the FailedTask of a DBTaskResult."""
    return FailedTask(
        pk=result.pk,
        words=get_words(result.task_path),
        failed_at=result.finished_at,
        error=result.exception_class_path,
        advice=advise(result.exception_class_path),
    )


def advise(path):
    """Return what to do about an exception with this dotted path, as a sentence."""
    try:
        error = import_string(path)
    except ImportError:
        error = None
    if error is WorkerGoneError:
        return _("The programme was stopped in the middle of it each time. Try it again.")
    if error is SetAsideError:
        return _(
            "It waited when a backup was made that was put back. It may have been done after that: "
            "try it again only if it was not."
        )
    if isinstance(error, type) and issubclass(error, OSError):
        return _("The mail server or the network did not work. Try again when it works.")
    return _("This is a fault in the site. Tell who maintains it, and try again after that.")


may_mend = permission_required(MEND, raise_exception=True)


@require_POST
@may_mend
def retry(request, pk=None):
    """Put a failed task back into the queue, or all of them where none is named."""
    failed = list_failed().order_by()
    number = try_again(failed.filter(pk=pk) if pk else failed)
    words = ngettext("%(number)d task is tried again.", "%(number)d tasks are tried again.", number)
    messages.success(request, words % {"number": number})
    return redirect("background_work:index")


@require_POST
@may_mend
def throw_away(request, pk):
    """Delete a failed task, for who knows that nobody needs it any more."""
    list_failed().filter(pk=pk).delete()
    messages.success(request, _("The task was thrown away."))
    return redirect("background_work:index")


class WorkMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MEND)


class WorkViewSet(ViewSet):
    """Background work, among the reports."""

    icon = "cogs"
    menu_label = gettext_lazy("Background work")
    menu_hook = "register_reports_menu_item"
    menu_item_class = WorkMenuItem

    def get_urlpatterns(self):
        return [
            path("", WorkView.as_view(), name="index"),
            path("retry/", retry, name="retry_all"),
            path("<uuid:pk>/retry/", retry, name="retry"),
            path("<uuid:pk>/throw-away/", throw_away, name="throw_away"),
        ]
