"""Signing in: the one way to it, whatever somebody showed at which door."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from django.db.models import F

from accounts.models import User
from audit.log import log
from audit.models import Action

__all__ = ["end_sessions", "forget_factors", "log_in"]


def log_in(request, user, address):
    """Sign in somebody who showed their password, and return the answer that leads on.

    Who has a second factor is asked for it first, and is nobody until then. `address` (a str) is
    where they go in the end.
    """
    return perform_password_login(request, {}, Login(user=user, redirect_url=address))


def end_sessions(user):
    """Sign somebody out of every browser that they are signed in with."""
    User.objects.filter(pk=user.pk).update(login_number=F("login_number") + 1)
    log(Action.ENDED_SESSIONS, [user])


def forget_factors(user):
    """Take away all second factors of somebody, who then signs in with their password alone.

    Returns how many there were. Whoever was signed in as them, is not any more.
    """
    deleted, _rows = Authenticator.objects.filter(user=user).delete()
    log(Action.FACTORS_RESET, [user])
    end_sessions(user)
    return deleted
