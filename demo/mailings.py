"""The past issues as if they had been sent: whom to, and what became of that. Nothing is mailed."""

from datetime import timedelta

from wagtail.models import Locale

from delivery import mailings
from delivery.models import Delivery, Mailing
from delivery.recipients import make_deliveries
from issues.mail import render
from issues.making import make_edition
from issues.models import IssuePage

__all__ = ["add_mailings"]

TAKES = timedelta(minutes=8)
# One mailbox in so many was full.
REFUSED = 130


def add_mailings():
    """Give each published issue a mailing that was sent, with a row for each reader."""
    for issue in IssuePage.objects.live().filter(locale=Locale.get_default()):
        editions = [make_edition(page) for page in issue.get_translations(inclusive=True).live()]
        mails = {each.language: render(each) for each in editions}
        mailing = mailings.plan(mails, [], user=None, starts_at=issue.first_published_at)
        IssuePage.objects.filter(pk=issue.pk).update(mailing=mailing)
        add_deliveries(mailing)
        Mailing.objects.filter(pk=mailing.pk).update(
            status=Mailing.Status.SENT,
            made_at=mailing.starts_at,
            started_at=mailing.starts_at,
            ended_at=mailing.starts_at + TAKES,
        )


def add_deliveries(mailing):
    """Let everybody who was a reader at that moment have got it, but for a few full mailboxes."""
    make_deliveries(mailing)
    rows = mailing.deliveries
    rows.filter(subscriber__confirmed_at__gt=mailing.starts_at).delete()
    pending = list(rows.pending().order_by("pk").values_list("pk", flat=True))
    rows.filter(pk__in=pending).update(
        status=Delivery.Status.SENT, attempts=1, sent_at=mailing.starts_at
    )
    rows.filter(pk__in=pending[::REFUSED]).update(
        status=Delivery.Status.FAILED,
        refusal=Delivery.Refusal.FULL,
        code="452 4.2.2",
        reply="Mailbox full",
        sent_at=None,
    )
