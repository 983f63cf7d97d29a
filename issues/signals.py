"""What becomes of an issue that is planned, when its page goes away before its mails leave."""

from wagtail.signals import page_unpublished, post_page_move

from issues.models import IssuePage
from issues.sending import take_back
from newsletter.models import NewsletterPage

__all__ = ["connect_signals"]


def connect_signals():
    page_unpublished.connect(follow_withdrawal, sender=IssuePage)
    post_page_move.connect(follow_move)


def follow_withdrawal(sender, instance, **kwargs):
    """Not send an issue that was taken off the site: its mails lead there."""
    take_back(IssuePage.objects.get(pk=instance.pk), None)


def follow_move(sender, instance, parent_page_after, **kwargs):
    """Not send an issue that was put in the bin."""
    issue = IssuePage.objects.filter(pk=instance.pk).first()
    if issue and not isinstance(parent_page_after.specific, NewsletterPage):
        take_back(issue, None)
