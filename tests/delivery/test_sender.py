"""What arrives at a real mail server, and what becomes of each row."""

import logging
import socket
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from background.locks import WorkerLock
from delivery import mailings, troubles
from delivery.models import Delivery, Mailing
from newsletter import subscribing
from newsletter.models import Subscriber, Suppression
from newsletter.models.consent import get_email_hmac
from tests.delivery.conftest import render
from tests.factories import SubscriberFactory

pytestmark = pytest.mark.django_db

ADDRESS = "lezer@example.org"
Status = Delivery.Status
GONE = "550 5.1.1 Nobody here"


@pytest.fixture
def reader(home):
    return SubscriberFactory(email=ADDRESS)


@pytest.fixture
def row(reader, start):
    """The row of the only reader of a mailing that has begun."""
    return start().deliveries.get()


def wait(row):
    """Have the time come at which a row is tried again."""
    Delivery.objects.filter(pk=row.pk).update(next_try_at=row.mailing.started_at)


class TestMail:
    def test_goes_to_each_in_their_language_with_their_own_links(self, reader, start, send, client):
        SubscriberFactory(email="reader@example.org", language="en")
        start("nl", "en")

        mails = {mail["To"]: mail for mail in send()}

        assert set(mails) == {ADDRESS, "reader@example.org"}
        assert mails[ADDRESS]["Subject"] == "Nieuws (nl)"
        text = mails["reader@example.org"].get_body(("plain",)).get_content()
        assert "http://localhost/en/newsletter/stop/" in text
        stop = (
            mails[ADDRESS]["List-Unsubscribe"]
            .split(">")[0]
            .strip()
            .removeprefix("<http://localhost")
        )
        assert stop in mails[ADDRESS].get_body(("html",)).get_content()
        assert client.post(stop).status_code == 200
        reader.refresh_from_db()
        assert reader.is_unsubscribed

    def test_has_what_providers_ask_of_a_list(self, row, send):
        (mail,) = send()

        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["List-Id"] == "<nieuwsbrief.werkplaatssociaaldomeinzhz.nl>"
        assert mail["Message-ID"].startswith(f"<{row.mailing.uid.hex}.{row.pk}@")
        assert ".invalid" not in mail.as_string()

    def test_comes_back_to_an_address_of_its_own(self, row, send, mailbox, settings):
        settings.DELIVERY_RETURN_ADDRESS = "retour@example.org"

        (mail,) = send()

        assert mailbox.envelopes[0].mail_from.startswith(f"retour+{row.pk}-")
        assert "retour" not in mail["From"]

    def test_ends_the_mailing_when_it_was_the_last(self, row, send, now):
        send()

        row.refresh_from_db()
        assert (row.status, row.sent_at, row.handed_to) == (Status.SENT, now, "")
        mailing = Mailing.objects.get()
        assert (mailing.status, mailing.ended_at) == (Mailing.Status.SENT, now)
        assert send() == []


class TestReader:
    @pytest.mark.parametrize("leave", [subscribing.unsubscribe, subscribing.forget])
    def test_who_leaves_meanwhile_gets_nothing(self, reader, row, send, leave):
        leave(reader)

        assert send() == []
        row.refresh_from_db()
        assert row.status == Status.SKIPPED

    def test_who_moves_meanwhile_gets_it_at_the_new_address(self, reader, row, send):
        subscribing.ask_to_move(reader, "nieuw@example.org")
        reader.refresh_from_db()
        subscribing.confirm_move(reader, get_email_hmac("nieuw@example.org"))

        assert [mail["To"] for mail in send()] == ["nieuw@example.org"]

    def test_who_moves_to_an_address_that_had_it_does_not_get_it_twice(self, reader, start, send):
        """The other subscriber at that address gives way, and its row is nobody's."""
        other = SubscriberFactory(email="ander@example.org")
        mailing = start()
        mine = mailing.deliveries.filter(subscriber=reader)
        mine.update(next_try_at=mailing.started_at + timedelta(minutes=1))
        assert [mail["To"] for mail in send()] == [other.email]

        subscribing.ask_to_move(reader, other.email)
        reader.refresh_from_db()
        assert subscribing.confirm_move(reader, get_email_hmac(other.email))
        mine.update(next_try_at=mailing.started_at)

        assert send() == []
        assert mine.get().status == Status.SKIPPED
        assert not Subscriber.objects.filter(pk=other.pk).exists()


class TestStop:
    def test_is_looked_at_before_every_mail(self, start, send, mailbox):
        SubscriberFactory.create_batch(3)
        mailing, stop = start(), Event()
        mailbox.react = lambda envelope: stop.set()

        assert len(send(stop)) == 1

        mailbox.react = lambda envelope: None
        assert len(send()) == 2
        assert mailings.get_report(mailing).maybe_double == 0

    @pytest.mark.parametrize("end", [mailings.pause, mailings.cancel])
    def test_of_a_mailing_stops_its_mails(self, row, send, end):
        end(row.mailing)

        assert send() == []


class TestKilledSender:
    def test_leaves_a_mail_that_is_sent_again_and_says_so(self, row, send):
        Delivery.objects.update(handed_to="the lock of nobody", attempts=1)

        assert len(send()) == 1
        row.refresh_from_db()
        assert (row.status, row.maybe_double) == (Status.SENT, True)

    def test_is_not_one_that_is_busy(self, row, send):
        with WorkerLock() as lock:
            Delivery.objects.update(handed_to=lock.worker_id)

            assert send() == []

        assert Mailing.objects.get().status == Mailing.Status.SENDING


class TestServer:
    def test_that_takes_it_later_gets_it_later(self, row, send, mailbox, now):
        mailbox.answer = f"451 4.2.0 {ADDRESS} Try again later"
        assert send() == []
        row.refresh_from_db()
        assert row.next_try_at == now + timedelta(minutes=1)
        mailbox.answer = ""
        assert send() == []

        wait(row)

        assert len(send()) == 1
        row.refresh_from_db()
        assert (row.status, row.refusal, row.maybe_double) == (Status.SENT, "", False)

    def test_that_never_takes_it_is_given_up_after_six_attempts(self, row, send, mailbox, now):
        mailbox.answer = "452 4.2.2 Full"
        delays = []
        for _attempt in range(5):
            send()
            row.refresh_from_db()
            delays.append((row.next_try_at - now).total_seconds() / 60)
            wait(row)
        send()

        row.refresh_from_db()
        assert delays == [1, 5, 15, 60, 240]
        assert (row.status, row.refusal) == (Status.FAILED, Delivery.Refusal.FULL)
        assert Subscriber.objects.get().is_active

    def test_that_breaks_off_gets_the_same_mail_again_and_the_report_says_so(
        self, row, send, mailbox
    ):
        mailbox.breaks = True
        (first,) = send()
        mailbox.breaks = False

        wait(row)
        (second,) = send()

        assert first["Message-ID"] == second["Message-ID"]
        assert mailings.get_report(row.mailing).maybe_double == 1

    def test_that_knows_no_such_address_ends_the_newsletter_for_it(self, row, send, mailbox):
        mailbox.answer = GONE

        send()

        row.refresh_from_db()
        assert (row.status, row.refusal) == (Status.FAILED, Delivery.Refusal.NO_ADDRESS)
        assert row.code == "550 5.1.1"
        assert Subscriber.objects.get().status == Subscriber.Status.SUPPRESSED
        assert Suppression.objects.get().reason == Suppression.Reason.BOUNCED

    def test_that_blocks_us_costs_the_reader_nothing(self, row, send, mailbox):
        mailbox.answer = "550 5.7.1 You are on a list"

        send()

        row.refresh_from_db()
        assert row.refusal == Delivery.Refusal.BLOCKED
        assert Subscriber.objects.get().is_active

    def test_that_names_the_reader_is_not_quoted(self, row, send, mailbox, caplog):
        caplog.set_level(logging.DEBUG)
        mailbox.answer = f"550 5.1.1 <{ADDRESS}>: user Lezer unknown in example.org"

        send()

        row.refresh_from_db()
        assert row.reply == "… user … unknown in …"
        logged = [each.getMessage() for each in caplog.records if each.name != "mail.log"]
        assert "lezer" not in f"{list(Delivery.objects.values())} {logged}".lower()

    @pytest.mark.parametrize("answer", [GONE, "554 5.7.1 Blocked", "550 Go away"])
    def test_that_refuses_ten_in_a_row_pauses_and_nobody_loses_anything(
        self, start, send, mailbox, answer, run_background_tasks
    ):
        SubscriberFactory.create_batch(12)
        mailing = start()
        mailbox.answer = answer

        send()

        mailing.refresh_from_db()
        assert (mailing.status, mailing.reason) == (Mailing.Status.PAUSED, Mailing.Reason.REFUSALS)
        assert Subscriber.objects.active().count() == 12
        assert mailings.get_progress(mailing).all.pending == 12
        mailbox.answer = ""
        run_background_tasks()
        (notice,) = mailbox.mails
        assert "blokkeren" in notice.get_content()
        assert mailings.resume(mailing)
        assert len(send()) == 12

    def test_that_is_away_pauses_after_ten_times_and_nobody_is_skipped(
        self, start, send, mailbox, settings, run_background_tasks
    ):
        SubscriberFactory.create_batch(3)
        mailing = start()
        working, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

        send()

        mailing.refresh_from_db()
        assert mailing.reason == Mailing.Reason.NO_CONNECTION
        settings.EMAIL_PORT = working
        run_background_tasks()
        assert [mail["To"] for mail in mailbox.mails] == [mailing.made_by.email]
        mailings.resume(mailing)
        assert len(send()) == 3
        report = mailings.get_report(mailing)
        assert (report.all.sent, report.maybe_double) == (3, 0)

    def test_that_is_away_for_a_moment_needs_nobody(self, row, send, settings, mailbox):
        working, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        stop = Event()
        stop.wait = lambda seconds: setattr(settings, "EMAIL_PORT", working)

        assert len(send(stop)) == 1

    def test_that_hangs_is_away(self, row, send, settings, mailbox):
        settings.EMAIL_TIMEOUT = 0.1
        with socket.create_server(("127.0.0.1", 0)) as silent:
            settings.EMAIL_PORT = silent.getsockname()[1]
            assert send() == []

        mailing = Mailing.objects.get()
        assert mailing.reason == Mailing.Reason.NO_CONNECTION
        row.refresh_from_db()
        assert (row.status, row.attempts, row.maybe_double) == (Status.PENDING, 0, False)

    def test_that_has_enough_of_us_gets_a_rest(self, start, send, mailbox, monkeypatch):
        monkeypatch.setattr(troubles, "REST", 60)
        SubscriberFactory.create_batch(12)
        start()
        mailbox.answer = "451 4.7.0 Too many"
        stop, waited = Event(), []
        stop.wait = waited.append

        send(stop)

        assert waited == [0] * 9 + [60] * 3

    def test_is_not_bothered_with_a_mail_that_cannot_be_made(self, reader, editor, send, caplog):
        impossible = replace(render(), subject="Twee\nregels")
        mailing = mailings.plan({"nl": impossible}, [], editor, timezone.now())

        assert send() == []

        assert mailing.deliveries.get().refusal == Delivery.Refusal.OTHER
        assert "could not be made or sent: BadHeaderError" in caplog.text


class TestWork:
    def test_for_each_mail_is_the_same_however_many_there_are(self, start, send):
        def count(number):
            Subscriber.objects.all().delete()
            SubscriberFactory.create_batch(number)
            start()
            with CaptureQueriesContext(connection) as queries:
                assert len(send()) == number
            return len(queries)

        few, more, most = count(1), count(3), count(5)

        assert most - more == more - few <= 2 * 7
