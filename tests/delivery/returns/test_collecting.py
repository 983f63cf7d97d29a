"""Mail that came back, fetched from a real IMAP server, and what becomes of the reader."""

import imaplib
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from delivery.models import Delivery
from delivery.return_path import make_return_path
from delivery.returns.collecting import collect
from newsletter import subscribing
from newsletter.models import ConsentEvent, Subscriber, Suppression
from newsletter.models.consent import get_email_hmac
from tests.delivery.returns.mails import COMPLAINT, HOLIDAY, QMAIL, make_report
from tests.factories import SubscriberFactory
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db

ADDRESS = "lezer@example.org"
Status = Delivery.Status
Refusal = Delivery.Refusal


class Box:
    """A mailbox on a server, as whoever puts mail into it sees it."""

    def __init__(self, port):
        self.address = f"imap://demouser:demopass@127.0.0.1:{port}/INBOX"
        self.imap = imaplib.IMAP4("127.0.0.1", port)
        self.imap.login("demouser", "demopass")

    def empty(self):
        self.imap.select()
        self.imap.store("1:*", "+FLAGS", r"(\Deleted)")
        self.imap.expunge()

    def put(self, mail, at=None):
        """Put a mail (a str) into it, which came at a time."""
        date = imaplib.Time2Internaldate(at or timezone.now())
        assert self.imap.append("INBOX", "", date, mail.encode())[0] == "OK"

    def count(self, which="ALL"):
        self.imap.select()
        return len(self.imap.search(None, which)[1][0].split())


@pytest.fixture(scope="module")
def server():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    pymap = Path(sys.executable).with_name("pymap")
    command = [pymap, "--no-tls", "--host", "127.0.0.1", "--port", str(port), "dict"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        wait_for(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0)
        yield port
        process.terminate()


@pytest.fixture
def box(server, settings):
    box = Box(server)
    box.empty()
    settings.DELIVERY_MAILBOX = box.address
    settings.DELIVERY_RETURN_ADDRESS = "retour@example.org"
    yield box
    box.imap.logout()


@pytest.fixture
def row(home, start):
    """The row of a reader to whom a mail was sent."""
    SubscriberFactory(email=ADDRESS)
    row = start().deliveries.get()
    row.status, row.email_hmac = Status.SENT, get_email_hmac(ADDRESS)
    row.save()
    return row


@pytest.fixture
def bring_back(row, box):
    """Return a function that has a mail come back, and gives the row after that."""

    def bring_back(mail, **fields):
        box.put(mail.format(return_path=make_return_path(row), **fields))
        collect()
        row.refresh_from_db()
        return row

    return bring_back


def make(status, words="", action="failed"):
    return make_report("{return_path}", status, words, action)


REPORTS = {
    # A server that says so, and one that says it in its words alone (Exchange, RFC 3463 X.1.10).
    "no such user": (make("5.1.1", "550 5.1.1 User unknown"), Refusal.NO_ADDRESS, False),
    "no such recipient": (make("5.1.10", "550 5.1.10 not found"), Refusal.NO_ADDRESS, False),
    "in its words": (make("5.0.0", "550 5.1.1 No such user"), Refusal.NO_ADDRESS, False),
    "in no standard": (QMAIL.replace("{words}", "No such user."), Refusal.NO_ADDRESS, False),
    "full": (make("5.2.2", "552 5.2.2 Over quota"), Refusal.FULL, True),
    "too late": (make("4.4.7", "delivery time expired"), Refusal.FULL, True),
    "by a rule": (make("5.7.1", "550 5.7.1 Blocked"), Refusal.BLOCKED, True),
    "by a rule, in no standard": (
        QMAIL.replace("{words}", "550 5.7.1 On our blocklist"),
        Refusal.BLOCKED,
        True,
    ),
    "otherwise": (make("5.6.0", "554 5.6.0 Lone CR"), Refusal.OTHER, True),
}


class TestReport:
    @pytest.mark.parametrize(("mail", "refusal", "stays"), REPORTS.values(), ids=REPORTS)
    def test_ends_the_newsletter_only_where_there_is_nobody(
        self, bring_back, box, mail, refusal, stays
    ):
        row = bring_back(mail)

        assert (row.status, row.refusal) == (Status.BOUNCED, refusal)
        assert Subscriber.objects.get().is_active == stays
        assert box.count() == 0

    def test_is_kept_without_the_address(self, bring_back):
        row = bring_back(make("5.1.1", f"550 5.1.1 <{ADDRESS}>: Lezer unknown"))

        assert (row.code, row.reply) == ("5.1.1", "550 5.1.1 … … unknown")

    def test_leaves_proof_and_a_mark(self, bring_back):
        bring_back(make("5.1.1"))

        assert Suppression.objects.get().reason == Suppression.Reason.BOUNCED
        assert ConsentEvent.objects.get().kind == ConsentEvent.Kind.BOUNCED

    def test_of_a_mail_that_is_late_changes_nothing(self, bring_back, box):
        row = bring_back(make("4.4.1", action="delayed"))

        assert row.status == Status.SENT
        assert (box.count("SEEN"), box.count()) == (1, 1)

    def test_of_a_mail_signed_with_a_key_of_before_counts(self, row, box, settings):
        mail = make("5.1.1").format(return_path=make_return_path(row))
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]

        box.put(mail)
        collect()

        row.refresh_from_db()
        assert row.status == Status.BOUNCED

    def test_of_an_address_that_was_left_says_nothing_about_the_new_one(self, row, bring_back):
        subscribing.ask_to_move(row.subscriber, "nieuw@example.org")
        row.subscriber.refresh_from_db()
        subscribing.confirm_move(row.subscriber, get_email_hmac("nieuw@example.org"))

        assert bring_back(make("5.1.1")).status == Status.BOUNCED
        assert Subscriber.objects.get().is_active

    def test_of_a_mail_not_noted_as_sent_waits(self, row, bring_back, box):
        Delivery.objects.update(status=Status.PENDING)
        bring_back(make("5.1.1"))
        assert box.count("UNSEEN") == 1

        Delivery.objects.update(status=Status.SENT)
        collect()

        assert (Delivery.objects.get().status, box.count()) == (Status.BOUNCED, 0)

    def test_five_times_full_in_a_row_ends_the_newsletter(self, row, start, box):
        reader = row.subscriber
        for number in range(4):
            mailing = start()
            type(mailing).objects.filter(pk=mailing.pk).update(
                started_at=mailing.started_at - timedelta(days=number + 1)
            )
        Delivery.objects.update(status=Status.SENT, email_hmac=get_email_hmac(ADDRESS))

        for place, each in enumerate(Delivery.objects.order_by("mailing__started_at"), start=1):
            box.put(make("5.2.2").format(return_path=make_return_path(each)))
            collect()
            reader.refresh_from_db()
            assert reader.is_active == (place < 5)


class TestComplaint:
    def test_ends_the_newsletter_also_after_a_report(self, bring_back):
        bring_back(make("5.2.2"))

        row = bring_back(COMPLAINT)

        assert row.status == Status.COMPLAINED
        assert Subscriber.objects.get().status == Subscriber.Status.SUPPRESSED
        assert Suppression.objects.get().reason == Suppression.Reason.COMPLAINED
        assert ConsentEvent.objects.get().kind == ConsentEvent.Kind.COMPLAINED


class TestOtherMail:
    def test_of_who_is_on_holiday_changes_nothing(self, bring_back):
        assert bring_back(HOLIDAY).status == Status.SENT

    def test_with_a_number_that_we_did_not_sign_changes_nothing(self, row, box):
        forged = f"retour+{row.pk}-0123456789abcdef@example.org"
        box.put(make("5.1.1").format(return_path=forged))

        collect()

        row.refresh_from_db()
        assert row.status == Status.SENT

    def test_is_thrown_away_after_a_month(self, bring_back, box):
        box.put(HOLIDAY, at=timezone.now() - timedelta(days=40))
        box.put(HOLIDAY, at=timezone.now() - timedelta(days=20))

        collect()

        assert box.count() == 1


def test_nothing_is_fetched_without_a_mailbox(settings, django_assert_num_queries):
    settings.DELIVERY_MAILBOX = ""

    with django_assert_num_queries(0):
        collect()
