"""The links in mails: signed, each good for one purpose only.

A link changes nothing when it is opened, since mail scanners open them all. What it leads to has
a button, and the request of that button makes the change.
"""

from datetime import timedelta
from enum import Enum

from django.core import signing
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from newsletter.models import Subscriber

__all__ = [
    "CONFIRM_WITHIN",
    "BadLinkError",
    "ExpiredLinkError",
    "Purpose",
    "make_url",
    "read_token",
]

CONFIRM_WITHIN = timedelta(days=7)


class Purpose(Enum):
    """What a link is for; the value is the name of its view, and part of its signature."""

    CONFIRM = "confirm"
    # Not in a mail, but on the page for who comes too late.
    ASK_AGAIN = "ask_again"
    MOVE = "move"
    PREFERENCES = "preferences"
    STOP = "stop"

    @property
    def salt(self):
        return f"newsletter.{self.value}"

    @property
    def max_age(self):
        """How long the link works; what somebody has a right to works for ever."""
        expires = {Purpose.CONFIRM, Purpose.ASK_AGAIN, Purpose.MOVE}
        return CONFIRM_WITHIN if self in expires else None

    @property
    def outlives_moving(self):
        """Whether the link still works after the reader took another address.

        Everybody who gets our mail can stop it, in whichever of our mails they look. The other
        links show something of the reader, who may not be the one who reads the old address.
        """
        return self is Purpose.STOP


class BadLinkError(Exception):
    """A link that is not ours, was cut off, or is about somebody who is gone."""


class ExpiredLinkError(Exception):
    """A link that is too old, though its Subscriber, `subscriber`, is still there."""

    def __init__(self, subscriber):
        super().__init__()
        self.subscriber = subscriber


def make_token(purpose, subscriber, **fields):
    """Return a signed str for use in an address; no e-mail address can be read from it."""
    data = {"uid": subscriber.uid.hex, **fields}
    if not purpose.outlives_moving:
        data["version"] = subscriber.token_version
    return signing.dumps(data, salt=purpose.salt)


def make_url(view, token, language):
    """Return the absolute address of a view that takes a token, in a language.

    It begins as the site says, and never as a request does: who sends requests chooses those.
    """
    site = Site.objects.get(is_default_site=True)
    with translation.override(language):
        return site.root_url + reverse(f"newsletter:{view}", args=[token])


def read_token(purpose, token):
    """Return the Subscriber of a token, and what else it has in it (a dictionary).

    Raises BadLinkError or ExpiredLinkError.
    """
    try:
        data = signing.loads(token, salt=purpose.salt)
    except signing.BadSignature as error:
        raise BadLinkError from error
    versions = {} if purpose.outlives_moving else {"token_version": data["version"]}
    subscriber = Subscriber.objects.filter(uid=data["uid"], **versions).first()
    if subscriber is None:
        raise BadLinkError
    try:
        signing.loads(token, salt=purpose.salt, max_age=purpose.max_age)
    except signing.SignatureExpired as error:
        raise ExpiredLinkError(subscriber) from error
    return subscriber, data
