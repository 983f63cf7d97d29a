"""Mails to staff about their login."""

from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_tasks import task
from wagtail.users.models import UserProfile

from background.retries import DELAYS, retry_on
from background.words import in_words
from submissions.mail import make_envelope

__all__ = ["mail_reset_link"]


# Six hours at most: nobody waits for this mail until tomorrow.
@task(backend="background")
@retry_on(OSError, delays=DELAYS[:5])
@in_words(gettext_lazy("Email a link for a new password"))
def mail_reset_link(pk):
    """Mail somebody of the staff the link to choose a new password with.

    `pk` is None where nobody has the address that was filled in; then there is nothing to do.
    """
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    if user:
        with override(UserProfile.get_for_user(user).get_preferred_language()):
            build_mail(user).send()


def build_mail(user):
    """Return the mail with the link for a user, as an EmailMessage in the language that is on."""
    context = {
        "link": settings.WAGTAILADMIN_BASE_URL + get_reset_address(user),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    return EmailMessage(
        subject=_("Choose a new password for the website"),
        body=render_to_string("accounts/reset_mail.txt", context),
        to=[user.email],
        # Each has a link of its own, and so is a mail of its own.
        **make_envelope(uuid4()),
    )


def get_reset_address(user):
    """Return the path of the page on which a user chooses a new password."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("wagtailadmin_password_reset_confirm", args=[uid, token])
