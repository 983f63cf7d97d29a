from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.brakes import count_try, forget_try
from submissions.addresses import get_key
from submissions.limits import get_network

__all__ = ["BrakedBackend", "TooManyTriesError"]

DOOR = "login"


class TooManyTriesError(ValidationError):
    """A password was tried too often; any form that logs somebody in shows the message."""

    def __init__(self, seconds):
        super().__init__(
            _(
                "A password was tried too often from here. Try again in %(minutes)d minutes. Have "
                "you forgotten your password? Then choose a new one."
            ),
            code="too_often",
            params={"minutes": seconds // 60},
        )
        self.seconds = seconds


class BrakedBackend(ModelBackend):
    """Django's, with a brake: every form that logs somebody in by password comes past here."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """Return the user, or None; raises TooManyTriesError.

        Without a request it is a program that asks, which has no network.
        """
        if request is None or username is None:
            return super().authenticate(request, username, password, **kwargs)
        account, network = get_key(username), get_network(request)
        if seconds := count_try(DOOR, account, network):
            raise TooManyTriesError(seconds)
        user = super().authenticate(request, username, password, **kwargs)
        if user:
            forget_try(DOOR, account, network)
        return user
