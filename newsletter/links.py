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
    "PREFERENCES_WITHIN",
    "BadLinkError",
    "ExpiredLinkError",
    "Purpose",
    "TooStrongError",
    "is_for_this_address",
    "make_token",
    "make_url",
    "make_weaker_token",
    "read_token",
]

CONFIRM_WITHIN = timedelta(days=7)
# Who asks in the evening reads it the next morning; who finds the mail later on, forwarded or in a
# mailbox that is somebody else's by then, can do nothing with it.
PREFERENCES_WITHIN = timedelta(days=1)


class Purpose(Enum):
    """What a link is for; the value is the name of its view, and part of its signature.

    From the weakest to the strongest, by what somebody can do who got hold of a link that is not
    theirs. A link never yields a stronger one: see `make_weaker_token`.
    """

    # Has the first mail sent again, to the subscriber's own address. Not in a mail, but on the page
    # for who comes too late.
    ASK_AGAIN = "ask_again"
    # Has a link of the kind PREFERENCES mailed to the subscriber's own address.
    MAIL_PREFERENCES = "mail_preferences"
    # Ends the newsletter, and undoes that.
    STOP = "stop"
    # Begins it, and shows the address.
    CONFIRM = "confirm"
    # Brings it to another address, and shows that.
    MOVE = "move"
    # Shows, changes and erases all there is.
    PREFERENCES = "preferences"

    @property
    def salt(self):
        return f"newsletter.{self.value}"

    @property
    def max_age(self):
        """How long the link works (a timedelta); None for what is in every mail, and for ever."""
        return LIFETIMES.get(self)

    @property
    def outlives_moving(self):
        """Whether the link still works after the subscriber took another address.

        Everybody who gets our mail can stop it, in whichever of our mails they look, and can have
        a link mailed to the subscriber. The other links show something of the subscriber, who may
        not be the one who reads the old address.
        """
        return self in {Purpose.STOP, Purpose.MAIL_PREFERENCES}

    def is_stronger_than(self, other):
        """Return whether this link can do more than one for another Purpose."""
        order = list(Purpose)
        return order.index(self) > order.index(other)


LIFETIMES = {
    Purpose.ASK_AGAIN: CONFIRM_WITHIN,
    Purpose.CONFIRM: CONFIRM_WITHIN,
    Purpose.MOVE: CONFIRM_WITHIN,
    Purpose.PREFERENCES: PREFERENCES_WITHIN,
}


class BadLinkError(Exception):
    """A link that is not ours, was cut off, or is about somebody who is gone."""


class ExpiredLinkError(Exception):
    """A link that is too old, though its Subscriber, `subscriber`, is still there."""

    def __init__(self, subscriber):
        super().__init__()
        self.subscriber = subscriber


class TooStrongError(Exception):
    """A page would have given away a link that can do more than the one that led to it."""


def make_token(purpose, subscriber, **fields):
    """Return a signed str for use in an address, in a mail to the subscriber's own address.

    No email address can be read from it.
    """
    data = {"uid": subscriber.uid.hex, "version": subscriber.token_version, **fields}
    return signing.dumps(data, salt=purpose.salt)


def make_weaker_token(held, purpose, subscriber):
    """Return the token of a link on a page, for who came there by a link for the Purpose `held`.

    Raises TooStrongError for a link that can do more than that one: the mail it was in may have
    been forwarded, and its mailbox may be somebody else's by now.
    """
    if purpose.is_stronger_than(held):
        raise TooStrongError(f"A link to {held.value} must not lead to one to {purpose.value}.")
    return make_token(purpose, subscriber)


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
    subscriber = Subscriber.objects.filter(uid=data["uid"]).first()
    if subscriber is None:
        raise BadLinkError
    if not (purpose.outlives_moving or is_for_this_address(data, subscriber)):
        raise BadLinkError
    try:
        signing.loads(token, salt=purpose.salt, max_age=purpose.max_age)
    except signing.SignatureExpired as error:
        raise ExpiredLinkError(subscriber) from error
    return subscriber, data


def is_for_this_address(data, subscriber):
    """Return whether a token, as `read_token` gives it, was made for the address of now."""
    return data["version"] == subscriber.token_version
