"""From a form to the mailbox of who answers it, with nothing lost on the way."""

from email.utils import quote

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django_tasks import task

from background.findings import Finding
from background.retries import retry_on
from background.words import in_words
from contact.models import Message
from submissions import limits
from submissions.delivery import RecipientRefusedError, RefusedError, deliver
from submissions.mail import make_envelope

__all__ = ["find_unmailed", "mail_message", "store_message"]

# The same message again within so many seconds is somebody who pressed the button twice.
SENT_TWICE = 60 * 60


def store_message(message):
    """Keep a new Message, and have it mailed in the background: both, or neither.

    Somebody who sends the same again at once pressed the button twice; it is kept once. What is
    suspected is kept for staff to look at, and is not mailed.
    """
    same = f"{message.email} {message.subject} {message.text}"
    with transaction.atomic():
        # Who presses twice at the same moment waits here for the first press to be kept.
        if not limits.hit("same message", same, limit=1, seconds=SENT_TWICE):
            return
        message.save()
        if message.recipient and message.state == Message.State.NEW:
            mail_message.enqueue(message.pk)


# What a network or a server does that has no room now can pass; a final refusal is for staff.
@task(backend="background")
@retry_on(OSError)
@in_words(gettext_lazy("Email a message of a visitor to who answers it"))
def mail_message(pk):
    """Mail a message to its recipient, unless that was done or the message is gone.

    The row stays locked until it is known whether the mail server took it. So of two workers one
    waits; and what is killed in between is mailed again, with the same Message-ID.
    """
    try:
        with transaction.atomic():
            message = Message.objects.select_for_update().filter(pk=pk, mailed_at=None).first()
            if message:
                deliver(build_mail(message))
                message.mailed_at, message.mail_problem = timezone.now(), ""
                message.save(update_fields=["mailed_at", "mail_problem"])
    except (OSError, RefusedError, RecipientRefusedError) as error:
        longest = Message._meta.get_field("mail_problem").max_length
        Message.objects.filter(pk=pk).update(mail_problem=str(error)[:longest])
        raise


def build_mail(message):
    """Return a message as a plain EmailMessage in Dutch, from the site to its recipient.

    An answer goes to the visitor, if they want one and left an address. The site does not send
    mail in their name: other mail servers would take that for a forgery (RFC 7489, DMARC).
    """
    with override(settings.LANGUAGE_CODE):
        path = reverse("contact_messages:inspect", args=[message.pk])
        address = f"{settings.WAGTAILADMIN_BASE_URL}{path}"
        title = _("Message from %(name)s") % {"name": message.name}
        return EmailMessage(
            subject=f"{title}: {message.subject}" if message.subject else title,
            body=render_to_string("contact/mail.txt", {"message": message, "address": address}),
            to=[message.recipient],
            reply_to=[f'"{quote(message.name)}" <{message.email}>'] if message.email else [],
            **make_envelope(f"contact.{message.pk}.{message.created_at:%Y%m%d%H%M%S}"),
        )


def find_unmailed():
    """Return what the screen about background work says of the mails with messages."""
    number = Message.objects.new().unmailed().count()
    text = ngettext(
        "%(number)d message was not emailed to who answers it; it stands in the admin.",
        "%(number)d messages were not emailed to who answers them; they stand in the admin.",
        number,
    )
    return [
        Finding(
            subject=_("Messages of visitors"),
            text=text % {"number": number} if number else _("Each was emailed to who answers it."),
            is_well=not number,
            url=reverse("contact_messages:index") + "?mailed_at=false",
            may_open=lambda user: user.has_perm("contact.view_message"),
        )
    ]
