"""Looks at all of our mail: for `manage.py check_mail`, and once a day for the screen of staff."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from production.mail_records import get_resolver, look_up
from production.mail_server import look_at_server
from production.models import MailState
from production.one_click import find_one_click

__all__ = ["has_mail_server", "list_looks", "look_at_mail"]

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def has_mail_server():
    """Return whether mails leave this machine; those of `make run` are files."""
    return settings.EMAIL_BACKEND == SMTP


def list_looks():
    """Return a Look for each thing of our mail: with a name server, the records as well.

    Raises dns.exception.DNSException where that does not answer.
    """
    looks = [look_at_server(), find_one_click()]
    return looks + look_up(get_resolver()) if settings.MAIL_RESOLVER else looks


@in_words(_("See whether email will arrive"))
def look_at_mail():
    """Keep how each thing of our mail is now, in the place of what was kept."""
    if not has_mail_server():
        return
    now, looks = timezone.now(), list_looks()
    with transaction.atomic():
        MailState.objects.all().delete()
        MailState.objects.bulk_create(
            MailState(subject=look.subject, is_well=look.is_well, looked_at=now) for look in looks
        )
