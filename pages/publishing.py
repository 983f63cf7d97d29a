"""The one gate for publishing: no page is shown to visitors while a rule says why it may not be.

A rule is a function that takes a page as it would be shown, and gives the reasons against it, as
str that an editor understands. Any app registers its own in its `wagtail_hooks`:

    hooks.register("list_reasons_against_publishing", list_unready_images)

`BasePage.save` and `BasePage.publish` ask here, so that every way to publish passes: the button,
the bulk action, a date, an approval, an earlier version, a copy, an alias, and code. What is
advice, which an editor may pass by, belongs in the checks panel and not here.
"""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import Page

__all__ = [
    "REFUSED",
    "RULES",
    "PublishingRefusedError",
    "check_may_go_live",
    "check_scheduled",
    "check_shown",
    "list_reasons",
    "note_refusal",
]

RULES = "list_reasons_against_publishing"
# The names of two actions in the history of a page; the first is Wagtail's, of its own command.
SCHEDULED = "wagtail.publish.scheduled"
REFUSED = "pages.publishing_refused"


class PublishingRefusedError(ValidationError):
    """A page may not be shown to visitors; `page` is that page, `messages` says why."""

    def __init__(self, page, reasons):
        self.page = page
        super().__init__({NON_FIELD_ERRORS: reasons})


def list_reasons(page):
    """Return why visitors may not see a page as it is here, as a list of str; [] if they may."""
    return [str(reason) for rule in hooks.get_hooks(RULES) for reason in rule(page)]


def check_may_go_live(page):
    """Raise PublishingRefusedError for a page that visitors may not see as it is here."""
    if reasons := list_reasons(page):
        raise PublishingRefusedError(page, reasons)


def check_shown(page):
    """Raise PublishingRefusedError when saving this page would show visitors what they may not see.

    An alias has no editor who could mend it: it becomes a draft instead.
    """
    if not page.live or is_shown(page):
        return
    # A new page gets its language and slug no sooner than in Wagtail's own `save`.
    page._set_core_field_defaults()
    if not page.alias_of_id:
        check_may_go_live(page)
    elif list_reasons(page):
        page.live = False
        page.has_unpublished_changes = True


def is_shown(page):
    """Return whether visitors see this very version of a page already."""
    shown = Page.objects.filter(pk=page.pk, live=True, live_revision=page.live_revision_id)
    return page.pk is not None and not page.alias_of_id and shown.exists()


def check_scheduled(revision):
    """Raise PublishingRefusedError for a Revision with a date ahead, while somebody reads it."""
    # Most have no date at all, and to make the page of a Revision takes long.
    page = revision.as_object() if revision.content["go_live_at"] else None
    if page and page.go_live_at > timezone.now():
        check_may_go_live(page)


@contextmanager
def note_refusal(revision, log_action):
    """Undo what is done in this block when the gate refuses it.

    Nobody is there to read why a date has passed without effect. So the Revision stays a draft
    without a date, and the history of the page and the dashboard tell it; others go on.
    """
    try:
        with transaction.atomic():
            yield
    except PublishingRefusedError as refused:
        if log_action != SCHEDULED:
            raise
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        log(refused.page, REFUSED, revision=revision, data={"reasons": refused.messages})
