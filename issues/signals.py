"""What becomes of an issue that is planned, when its page goes away before its mails leave."""

from wagtail.signals import page_unpublished, post_page_move

from bin.root import is_in_bin
from delivery.models import Mailing
from issues.models import IssuePage
from issues.sending import take_back

__all__ = ["connect_signals"]


def connect_signals():
    page_unpublished.connect(follow_withdrawal, sender=IssuePage)
    post_page_move.connect(follow_move)


def follow_withdrawal(sender, instance, **kwargs):
    """Not send an issue that was taken off the site: its mails lead there."""
    take_back(IssuePage.objects.get(pk=instance.pk), None)


def follow_move(sender, instance, **kwargs):
    """Not send issues that were put in the bin, alone or with the page above them."""
    if is_in_bin(instance):
        issues = IssuePage.objects.descendant_of(instance, inclusive=True)
        for issue in issues.filter(mailing__status=Mailing.Status.SCHEDULED):
            take_back(issue, None)
