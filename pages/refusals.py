"""How staff hear that the gate for publishing (`pages.publishing`) refused a page, and why.

Nothing is lost: what was typed is saved as a draft before the gate is asked.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.log_actions import LogFormatter
from wagtail.models import PageLogEntry

from pages.publishing import REFUSED, PublishingRefusedError, check_may_go_live

__all__ = [
    "PublishReadyBulkAction",
    "PublishingRefusedMiddleware",
    "RefusalFormatter",
    "ask_before_publishing",
    "list_refused",
]

MOST_REFUSED = 10


def ask_before_publishing(request, page):
    """Ask the gate before a page is published, or its date is set, with the button."""
    check_may_go_live(page)


def add_refusal(request, refused):
    """Say in a message above the next screen why a page was not published."""
    page, buttons = refused.page, []
    if page.pk:
        buttons = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))]
    text = _("“%(title)s” is not published; what you wrote is kept as a draft. %(reasons)s")
    reasons = " ".join(refused.messages)
    messages.error(request, text % {"title": page.title, "reasons": reasons}, buttons=buttons)


class PublishingRefusedMiddleware:
    """Answers wherever an admin screen was refused: the screen again, with the reasons above it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublishingRefusedError):
            return None
        add_refusal(request, exception)
        if exception.page.pk:
            return redirect("wagtailadmin_pages:edit", exception.page.pk)
        return redirect(request.get_full_path())


class PublishReadyBulkAction(PublishBulkAction):
    """Publishes those of the chosen pages that may go live, and says of the others why not."""

    def get_execution_context(self):
        self.refused = []
        return {**super().get_execution_context(), "refused": self.refused}

    @classmethod
    def execute_action(cls, objects, refused, include_descendants=False, user=None, **kwargs):
        """Publish each page on its own, so that one refusal leaves the others as they are."""
        number_of_parents = number_of_children = 0
        for page in objects:
            number_of_parents += cls.publish_ready(page, refused, user)
            if include_descendants:
                drafts = page.get_descendants().not_live().defer_streamfields().specific()
                number_of_children += sum(
                    cls.publish_ready(draft, refused, user)
                    for draft in drafts
                    if user is None or draft.permissions_for_user(user).can_publish()
                )
        return number_of_parents, number_of_children

    @classmethod
    def publish_ready(cls, page, refused, user):
        """Return whether a page was published; if not, add its PublishingRefusedError."""
        try:
            with transaction.atomic():
                super().execute_action([page], user=user)
        except PublishingRefusedError as error:
            refused.append(error)
            return False
        return True

    def get_success_message(self, num_parent_objects, num_child_objects):
        """Return what was published, or None when that is nothing."""
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None

    def form_valid(self, form):
        response = super().form_valid(form)
        for each in self.refused:
            add_refusal(self.request, each)
        return response


class RefusalFormatter(LogFormatter):
    """The line in the history of a page whose date came, or source, while it could not go live."""

    label = gettext_lazy("Not published by itself")

    def format_message(self, log_entry):
        return _("Was to be published by itself, and was not. %(reasons)s") % {
            "reasons": " ".join(log_entry.data.get("reasons", []))
        }


def list_refused(user):
    """Return the pages that somebody may edit and that missed their moment, newest refusal first.

    Each is a PageLogEntry; a page that was worked on since is left out.
    """
    later = PageLogEntry.objects.filter(page=OuterRef("page"), timestamp__gt=OuterRef("timestamp"))
    entries = (
        PageLogEntry.objects.filter(~Exists(later), action=REFUSED)
        .select_related("page")
        .order_by("-timestamp")[:MOST_REFUSED]
    )
    return [each for each in entries if each.page.permissions_for_user(user).can_edit()]
