"""Mails to staff about their login."""

from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.users.models import UserProfile

from accounts.roles import get_sentence
from accounts.second_factor.words import NOTICES
from accounts.tokens import InvitationTokens
from background.retries import DELAYS, retry_on
from background.words import in_words
from submissions.mail import inline_styles, make_envelope

__all__ = ["get_invitation_address", "mail_invitation", "mail_notice", "mail_reset_link"]


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
    token = default_token_generator.make_token(user)
    return reverse_for(user, "wagtailadmin_password_reset_confirm", token)


def get_invitation_address(user):
    """Return the path of the page on which somebody without a password chooses the first one."""
    return reverse_for(user, "accounts_invitation", InvitationTokens().make_token(user))


def reverse_for(user, name, token):
    """Return the path of a page that is for one user."""
    return reverse(name, args=[urlsafe_base64_encode(force_bytes(user.pk)), token])


@task(backend="background")
@retry_on(OSError, delays=DELAYS)
@in_words(gettext_lazy("Email that a login changed"))
def mail_notice(pk, kind):
    """Mail somebody that something changed in how they sign in, as a key of NOTICES says.

    Whoever did not do that themselves is to hear of it, and what to do.
    """
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    if user and kind in NOTICES:
        with override(UserProfile.get_for_user(user).get_preferred_language()):
            context = {"notice": NOTICES[kind], "site_name": settings.WAGTAIL_SITE_NAME}
            EmailMessage(
                subject=_("Your login for the website has changed"),
                body=render_to_string("accounts/mail/notice.txt", context).strip() + "\n",
                to=[user.email],
                **make_envelope(uuid4()),
            ).send()


@task(backend="background")
@retry_on(OSError, delays=DELAYS)
@in_words(gettext_lazy("Email an invitation to a colleague"))
def mail_invitation(pk, inviter_pk):
    """Mail a colleague the link to choose a first password with.

    Nothing where the account is gone by now, or has a password.
    """
    users = get_user_model().objects
    user = users.filter(pk=pk, is_active=True).first()
    if user and not user.has_usable_password():
        with override(UserProfile.get_for_user(user).get_preferred_language()):
            build_invitation(user, users.filter(pk=inviter_pk).first()).send()


def build_invitation(user, inviter):
    """Return the mail of an invitation, as an EmailMessage in the language that is on.

    `inviter` is a user, or None where that account is gone.
    """
    context = {
        "link": settings.WAGTAILADMIN_BASE_URL + get_invitation_address(user),
        "days": settings.INVITATION_DAYS,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "user": user,
        "inviter": inviter,
        "roles": list_roles(user),
        "language": get_language(),
    }
    message = EmailMultiAlternatives(
        subject=_("You are invited to work on the website"),
        body=render_to_string("accounts/mail/invitation.txt", context).strip() + "\n",
        to=[user.email],
        **make_envelope(uuid4()),
    )
    html = render_to_string("accounts/mail/invitation.html", context)
    message.attach_alternative(inline_styles(html), "text/html")
    return message


def list_roles(user):
    """Return the roles of a user, as a list of (name, sentence)."""
    groups = user.groups.filter(staff_role__isnull=False).select_related("staff_role")
    return [(group.name, get_sentence(group.staff_role.code)) for group in groups]
