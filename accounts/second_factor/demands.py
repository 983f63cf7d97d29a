"""Who has a second factor, who showed it in this session, and from when it is demanded."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from accounts.models import User

__all__ = [
    "get_demand_time",
    "has_factor",
    "has_shown_factor",
    "is_demanded",
    "is_sure",
    "is_to_be_reminded",
    "note_first_time",
]

# What somebody shows; recovery codes are for when it is lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_factor(user):
    """Return whether somebody has a second factor: a passkey, or an app that makes codes."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def has_shown_factor(request):
    """Return whether whoever is signed in has shown a second factor in this session."""
    return bool(list_shown(request, "mfa"))


def is_to_be_reminded(request):
    """Return whether somebody signed in with a password, and has nothing to show beside it."""
    signed_in = list_shown(request, "password", "socialaccount")
    return bool(signed_in) and not has_factor(request.user)


def is_sure(request):
    """Return whether it is beyond doubt who this is, as it must be to change how they sign in.

    So it is for minutes after they showed their second factor; without one, their password.
    """
    methods = ["mfa"] if has_factor(request.user) else ["password", "socialaccount"]
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(each["at"] > since for each in list_shown(request, *methods))


def list_shown(request, *methods):
    """Return what was shown in this session to sign in with, as allauth's records of it."""
    records = get_authentication_records(request, request.user)
    return [record for record in records if record["method"] in methods]


def note_first_time(user):
    """Keep that somebody comes with rights for the first time; from then on the days count."""
    if user.first_came_at is None:
        user.first_came_at = timezone.now()
        User.objects.filter(pk=user.pk, first_came_at=None).update(first_came_at=user.first_came_at)


def get_demand_time(user):
    """Return the moment from which somebody does not work without a second factor any more."""
    since = user.first_came_at or timezone.now()
    return since + timedelta(days=settings.SECOND_FACTOR_DAYS)


def is_demanded(user):
    """Return whether somebody does not work without a second factor any more."""
    return get_demand_time(user) <= timezone.now()
