"""Test mails of an issue, to staff: they know of no subscriber, and no subscriber gets one.

What is mailed is written down before (`TrialMail.renderings`), so that the task needs nothing but
that and the address of a colleague.
"""

from dataclasses import asdict

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Page

from background.queue import is_to_be_done
from background.retries import retry_on
from background.words import in_words
from delivery.renderings import PREFERENCES_URL, STOP_URL, Rendered
from issues.drafts import read_version, render_all
from issues.models import TrialMail
from submissions.delivery import deliver
from submissions.mail import make_envelope

__all__ = ["is_under_way", "mail_trial", "try_issue"]


@transaction.atomic
def try_issue(issue, recipient, user):
    """Have each edition of an issue mailed to a colleague, as it is now; return the TrialMail."""
    Page.objects.select_for_update().get(pk=issue.pk)
    last = TrialMail.objects.filter(issue=issue).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    version = read_version(issue)
    renderings = render_all(version.drafts, test_number=number)
    trial = TrialMail.objects.create(
        issue=issue,
        number=number,
        version=version.fingerprint,
        recipient=recipient,
        made_by=user,
        renderings={language: asdict(each) for language, each in renderings.items()},
    )
    mail_trial.enqueue(trial.pk)
    return trial


@task(backend="background")
@retry_on(OSError)
@in_words(_("Send a test email of an issue"))
def mail_trial(pk):
    """Mail a TrialMail to its recipient, unless that was done or they are gone.

    The row stays locked until it is known whether the mail server took the mails.
    """
    with transaction.atomic():
        rows = TrialMail.objects.filter(pk=pk, sent_at=None, recipient__is_active=True)
        trial = rows.select_for_update(of=["self"]).select_related("recipient").first()
        if trial is None:
            return
        for language, rendered in trial.renderings.items():
            deliver(build_mail(trial, language, Rendered(**rendered)))
        trial.renderings, trial.sent_at = None, timezone.now()
        trial.save()


def is_under_way(trial):
    """Return whether a TrialMail may still come; not when its task failed for good."""
    return trial.sent_at is None and is_to_be_done(mail_trial, trial.pk)


def build_mail(trial, language, rendered):
    """Return the test mail of one edition as Django's EmailMultiAlternatives.

    Its links to stop and to choose lead to the page of the newsletter: whoever tries it need not be
    a subscriber.
    """
    address = trial.issue.get_parent().full_url

    def fill(text):
        return text.replace(STOP_URL, address).replace(PREFERENCES_URL, address)

    message = EmailMultiAlternatives(
        subject=rendered.subject,
        body=fill(rendered.text),
        to=[trial.recipient.email],
        **make_envelope(f"issue-{trial.issue_id}-test-{trial.number}-{language}"),
    )
    message.attach_alternative(fill(rendered.html), "text/html")
    return message
