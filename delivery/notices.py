"""Tells staff that a mailing has stopped by itself: by mail, as nobody keeps looking at it."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from background.retries import retry_on
from background.words import in_words
from delivery.models import Mailing
from submissions.delivery import deliver
from submissions.mail import make_envelope

__all__ = ["mail_notice", "tell_staff"]


def tell_staff(mailing):
    """Have everybody mailed who may send the newsletter."""
    for user in get_staff():
        mail_notice.enqueue(mailing.pk, user.pk)


def get_staff():
    """Return the users who got the right to send the newsletter, by a role or by themselves.

    Where there are none the administrators, who have every right.
    """
    right = Permission.objects.filter(content_type__app_label="delivery", codename="send_mailing")
    users = get_user_model().objects.filter(is_active=True)
    given = Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    senders = users.filter(given).distinct()
    return senders if senders.exists() else users.filter(is_superuser=True)


@task(backend="background")
@retry_on(OSError)
@in_words(gettext_lazy("Tell a colleague that the newsletter is not being sent"))
def mail_notice(mailing_id, user_id):
    """Mail one user that a Mailing has stopped, unless it goes on already."""
    mailing = Mailing.objects.get(pk=mailing_id)
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if user is None or not mailing.reason:
        return
    words = {
        "name": user.first_name,
        "subject": mailing.subject,
        "mailing": mailing,
        "address": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home"),
    }
    deliver(
        EmailMessage(
            subject=_("The newsletter is not being sent: %(subject)s") % words,
            body=render_to_string("delivery/notice.txt", words),
            to=[user.email],
            **make_envelope(f"mailing-{mailing.uid.hex}-{mailing.reason}-{user.pk}"),
        )
    )
