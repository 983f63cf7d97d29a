"""The sending of an issue: when it may be sent, and what of the site goes with it.

All that reaches subscribers is done by `delivery.mailings`, with mails that do not change any more.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from delivery import mailings
from delivery.models import Mailing
from issues.checks import list_stops
from issues.drafts import list_translations, read_version
from issues.models import IssuePage
from pages.planning import withdraw_plan
from translations.permissions import may_publish
from translations.together import cancel_plan, plan_publication

__all__ = [
    "MAY_SEND",
    "SENT",
    "TAKEN_BACK",
    "NotSentError",
    "can_be_sent",
    "has_begun",
    "send",
    "take_back",
]

MAY_SEND = "delivery.send_mailing"
# The names of two actions in the history of an issue.
SENT = "issues.send"
TAKEN_BACK = "issues.take_back"
# The page is there before the first mail leads to it: pages are published once a minute.
AHEAD = timedelta(minutes=2)


class NotSentError(Exception):
    """An issue that is not sent; it says why in words."""


def can_be_sent(issue):
    """Return whether nobody has been sent an issue, and nothing waits to be."""
    return issue.mailing is None or issue.mailing.was_taken_back


def has_begun(issue):
    """Return whether mails of an issue have left, or it was on the site before there were any.

    Also of an IssuePage as it was last saved, which does not know of its mailing.
    """
    mailing = Mailing.objects.filter(issue=issue.pk).first()
    return bool(mailing.started_at if mailing else issue.first_published_at)


@transaction.atomic
def send(issue, fingerprint, user, starts_at=None):
    """Plan the sending of an issue as it is now; return the Mailing.

    `fingerprint` is that of the Version that `user` saw. Of two who send, the second is told.
    Raises NotSentError if the issue may not be sent.
    """
    issue = IssuePage.objects.select_for_update(of=["self"]).get(pk=issue.pk)
    if not can_be_sent(issue):
        raise NotSentError(_("Somebody sent this issue already."))
    version = read_version(issue)
    if version.fingerprint != fingerprint:
        raise NotSentError(
            _("The issue was changed meanwhile. Look at it and test it again, then send it.")
        )
    if stops := list_stops(issue, version):
        raise NotSentError(" ".join(stop.text for stop in stops))
    mailing = mailings.plan(version.renderings, list(issue.topics.all()), user, starts_at)
    IssuePage.objects.filter(pk=issue.pk).update(mailing=mailing)
    put_on_site(issue, version, mailing, user)
    log(issue, SENT, user=user)
    return mailing


def put_on_site(issue, version, mailing, user):
    """Plan that the issue is on the site when its mails lead there, in each language it is sent in.

    A translation follows as soon as the issue itself is published.
    """
    for draft in version.drafts:
        if draft.translation and draft.is_sent:
            # In nobody's name where it is a part of sending only, as below.
            author = user if may_publish(user, draft.translation) else None
            plan_publication(draft.translation, author)
    page = issue.get_latest_revision_as_object()
    moment = mailing.starts_at - AHEAD
    page.go_live_at = moment if moment > timezone.now() else None
    revision = page.save_revision(user=user, log_action=True, clean=False)
    # Who may send it need not have the right to publish pages: this is a part of sending.
    revision.publish(user=user, skip_permission_checks=True)


@transaction.atomic
def take_back(issue, user):
    """Not send an issue that is planned, nor put it on the site; return whether it was in time."""
    mailing = issue.mailing
    if mailing is None or not mailings.take_back(mailing):
        return False
    page = Page.objects.get(pk=issue.pk)
    withdraw_plan(page, user)
    for translation in list_translations(issue):
        cancel_plan(translation)
    for each in page.get_translations(inclusive=True).filter(
        live=True, last_published_at__gte=mailing.made_at
    ):
        UnpublishPageAction(each.specific, user=user).execute(skip_permission_checks=True)
    log(issue, TAKEN_BACK, user=user)
    return True
