"""A link never yields a stronger one: every view, with every kind of link, in every situation.

Whoever has an old or a forwarded mail has its links. They can press all they find on the pages that
these lead to, and must not get any further by that.
"""

import re
from dataclasses import dataclass

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client
from django.urls import reverse

from newsletter import subscribing
from newsletter.forms import AddressForm, SignUpForm
from newsletter.links import Purpose, TooStrongError, make_token, make_weaker_token
from newsletter.models import Subscriber
from newsletter.models.consent import get_email_hmac
from newsletter.urls import urlpatterns
from submissions import stamps
from submissions.forms import LONGEST
from tests.factories import SubscriberFactory, make_home
from tests.newsletter.conftest import ADDRESS

pytestmark = pytest.mark.django_db

VIEWS = [view.name for view in urlpatterns if "token" in view.pattern.converters]
NEW, NEXT = "nieuw@example.org", "volgend@example.org"
TOKEN = re.compile(r"[\w.-]{20,}:[\w-]+:[\w-]{43}")


def make_move(subscriber, email=NEXT):
    """Give a subscriber an address to move to, and return the link for that."""
    subscriber.new_email = email
    subscriber.save()
    return make_token(Purpose.MOVE, subscriber, new=get_email_hmac(email))


def let_move(subscriber):
    """Let a subscriber take another address."""
    subscribing.ask_to_move(subscriber, NEW)
    subscribing.confirm_move(subscriber, get_email_hmac(NEW))


# What happens after the links were made: the status at that moment, and what is done then.
SITUATIONS = {
    "active": ("active", None),
    "pending": ("pending", None),
    "stopped": ("active", subscribing.unsubscribe),
    "stopped before confirming": ("pending", subscribing.unsubscribe),
    "unreachable": ("suppressed", None),
    "moved": ("active", let_move),
    "moved and stopped": ("active", lambda one: (let_move(one), subscribing.unsubscribe(one))),
    "erased": ("active", subscribing.forget),
}


@dataclass(frozen=True)
class Answer:
    """What a view sent to who has a link: addresses on the way, and the page at the end of it."""

    situation: str
    held: Purpose
    view: str
    status: int
    text: str

    @property
    def is_open(self):
        """Whether the view took the link."""
        return self.status not in {404, 405}

    def __str__(self):
        return f"{self.situation}: {self.view} by a link to {self.held.value}"


@pytest.fixture(scope="module")
def answers(keep):
    """A list of Answer, for every situation, view and link.

    A link that a view refuses from who is active, because it is one for another purpose, is refused
    for its signature, before anybody is looked up: that is tried once, as it takes long.
    """
    with keep():
        make_home()
        every_pair = [(purpose, view) for purpose in Purpose for view in VIEWS]
        active = list(ask("active", every_pair))
        pairs = {(answer.held, answer.view) for answer in active if answer.is_open}
        others = [situation for situation in SITUATIONS if situation != "active"]
        return [*active, *(answer for each in others for answer in ask(each, pairs))]


def ask(situation, pairs):
    """Yield the Answer to a GET and to a POST, for each pair of a Purpose and a view."""
    status, happen = SITUATIONS[situation]
    subscriber = SubscriberFactory(status=status, email=ADDRESS)
    links = make_links(subscriber)
    if happen:
        happen(subscriber)
    for purpose, view in pairs:
        address = reverse(f"newsletter:{view}", args=[links[purpose]])
        for method in ["get", "post"]:
            yield Answer(situation, purpose, view, *press(method, address))
    Subscriber.objects.all().delete()


def press(method, address):
    """Send a request, and undo what it changed; return the status and the text of an Answer."""
    with transaction.atomic():
        response = getattr(Client(), method)(address, {"language": "nl"}, follow=True)
        transaction.set_rollback(True)
    addresses = [address for address, _status in response.redirect_chain]
    # A page shows an address with a place to break after its @ (pages.typography).
    page = response.content.decode().replace("<wbr>", "")
    return response.status_code, " ".join([*addresses, page])


def make_links(subscriber):
    """Return a token for each Purpose, as a dictionary."""
    others = [purpose for purpose in Purpose if purpose != Purpose.MOVE]
    return {
        Purpose.MOVE: make_move(subscriber),
        **{purpose: make_token(purpose, subscriber) for purpose in others},
    }


def find_purposes(text):
    """Return for what the links are that stand in a text, as a set."""
    return {find_purpose(token) for token in TOKEN.findall(text) if not is_stamp(token)}


def is_stamp(token):
    """Return whether a token is the stamp of a form, which opens nothing."""
    purposes = [form.purpose for form in [AddressForm, SignUpForm]]
    return any(stamps.is_within(token, purpose, LONGEST) for purpose in purposes)


def find_purpose(token):
    """Return for what a link is."""
    for purpose in Purpose:
        try:
            signing.loads(token, salt=purpose.salt)
        except signing.BadSignature:
            continue
        return purpose
    raise AssertionError(f"{token} is no link of ours")


class TestLink:
    def test_yields_none_that_is_stronger(self, answers):
        yielded = {
            (str(answer), found.value)
            for answer in answers
            for found in find_purposes(answer.text)
            if found.is_stronger_than(answer.held)
        }

        assert yielded == set()
        # The looking itself finds something.
        assert {answer.situation for answer in answers if find_purposes(answer.text)} >= {
            "active",
            "pending",
            "stopped",
            "moved",
        }

    def test_shows_no_address_but_the_one_it_was_mailed_to(self, answers):
        shown = {
            (str(answer), address)
            for answer in answers
            for address in [ADDRESS, NEW, NEXT]
            if address in answer.text and address not in get_known_to(answer.held)
        }

        assert shown == set()

    def test_is_for_one_purpose(self, answers):
        opened = {
            (answer.held, answer.view)
            for answer in answers
            if answer.situation == "active" and answer.is_open
        }

        assert sorted(view for _held, view in opened) == sorted(VIEWS)


def get_known_to(purpose):
    """Return the addresses that who has a link for a Purpose may see, as a set.

    The link to another address is in a mail to that one. The strongest shows whatever there is.
    """
    shows = {
        Purpose.CONFIRM: {ADDRESS},
        Purpose.MOVE: {NEXT},
        Purpose.PREFERENCES: {ADDRESS, NEXT},
    }
    return shows.get(purpose, set())


class TestStrength:
    def test_is_an_order_of_all_links(self):
        for weaker, stronger in zip(list(Purpose), list(Purpose)[1:], strict=False):
            assert stronger.is_stronger_than(weaker)
            assert not weaker.is_stronger_than(stronger)

    def test_is_greatest_for_what_shows_everything(self):
        assert not any(purpose.is_stronger_than(Purpose.PREFERENCES) for purpose in Purpose)

    def test_keeps_a_page_from_giving_away_too_much(self, home):
        subscriber = SubscriberFactory()

        with pytest.raises(TooStrongError, match="stop must not lead to one to preferences"):
            make_weaker_token(Purpose.STOP, Purpose.PREFERENCES, subscriber)

    def test_that_lasts_is_that_of_what_is_in_every_mail(self):
        for_ever = {purpose for purpose in Purpose if purpose.max_age is None}

        assert for_ever == {Purpose.STOP, Purpose.MAIL_PREFERENCES}
        assert {purpose for purpose in Purpose if purpose.outlives_moving} == for_ever


class TestAnOldMail:
    """What somebody gets who reads the mailbox that the subscriber left behind."""

    @pytest.fixture
    def subscriber(self, home):
        return SubscriberFactory(email=ADDRESS)

    def test_stops_the_newsletter_and_does_no_more(self, client, subscriber):
        token = make_token(Purpose.STOP, subscriber)
        let_move(subscriber)

        stopped = client.post(reverse("newsletter:stop", args=[token]))
        resumed = client.post(reverse("newsletter:resume", args=[token]), follow=True)

        assert NEW not in stopped.content.decode() + resumed.content.decode()
        assert find_purposes(resumed.content.decode()) == set()
        assert Subscriber.objects.get().is_unsubscribed

    def test_has_a_link_mailed_to_the_new_address(self, client, subscriber, receive):
        token = make_token(Purpose.MAIL_PREFERENCES, subscriber)
        let_move(subscriber)
        receive()

        client.post(reverse("newsletter:mail_preferences", args=[token]))

        (mail,) = receive()
        assert mail["To"] == NEW
