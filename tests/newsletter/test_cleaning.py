"""What happens by itself: one reminder, and nobody's data kept for longer than we say."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from newsletter import cleaning, subscribing
from newsletter.models import ConsentEvent, Subscriber, Suppression
from tests.factories import SubscriberFactory

pytestmark = pytest.mark.django_db

Status = Subscriber.Status


def make_days_ago(days, **fields):
    moment = timezone.now() - timedelta(days=days)
    return SubscriberFactory(requested_at=moment, created_at=moment, **fields)


class TestReminder:
    def test_comes_once_after_three_days(self, home, receive, settings):
        # The ceiling of an address would keep a second one back as well.
        settings.NEWSLETTER_MAIL_LIMITS = {}
        make_days_ago(2, status=Status.PENDING)
        late = make_days_ago(3, status=Status.PENDING)

        cleaning.remind()
        cleaning.remind()
        (mail,) = receive()
        cleaning.remind()

        assert mail["To"] == late.email
        assert mail["Subject"].startswith("Herinnering")
        assert receive() == []

    @pytest.mark.parametrize("status", [Status.ACTIVE, Status.UNSUBSCRIBED, Status.SUPPRESSED])
    def test_does_not_come_to_others(self, home, receive, status):
        make_days_ago(4, status=status)

        cleaning.remind()

        assert receive() == []

    def test_put_off_by_the_server_does_not_come_to_who_stopped_since(
        self, home, mailbox, run_background_tasks
    ):
        late = make_days_ago(4, status=Status.PENDING)
        mailbox.answer = "451 4.7.1 Later"
        cleaning.remind()
        run_background_tasks()
        mailbox.clear()

        subscribing.unsubscribe(late)
        run_background_tasks(early=True)

        assert mailbox.envelopes == []


class TestCleaningUp:
    def test_deletes_who_did_not_confirm_in_seven_days(self):
        gone = make_days_ago(7, status=Status.PENDING)
        subscribing.record(gone, ConsentEvent.Kind.ASKED)
        waiting = make_days_ago(6, status=Status.PENDING)
        subscriber = make_days_ago(400)

        cleaning.delete_outdated_requests()

        assert set(Subscriber.objects.all()) == {waiting, subscriber}
        assert not ConsentEvent.objects.exists()
        assert not Suppression.objects.exists()

    def test_erases_who_stopped_thirty_days_ago(self):
        now = timezone.now()
        stopped = {"status": Status.UNSUBSCRIBED, "requested_at": now - timedelta(days=99)}
        SubscriberFactory(stopped_at=now - timedelta(days=30), **stopped)
        recent = SubscriberFactory(stopped_at=now - timedelta(days=29), **stopped)

        cleaning.delete_outdated_unsubscribed()

        assert Subscriber.objects.get() == recent
        assert Suppression.objects.count() == 1

    def test_erases_who_could_not_be_reached_for_ninety_days(self):
        for days in [91, 89]:
            lost = make_days_ago(400, status=Status.SUPPRESSED, confirmed_at=timezone.now())
            subscribing.record(
                lost, ConsentEvent.Kind.BOUNCED, at=timezone.now() - timedelta(days=days)
            )

        cleaning.delete_outdated_unreachable()

        assert Subscriber.objects.get() == lost
        assert Suppression.objects.get().reason == Suppression.Reason.BOUNCED

    def test_forgets_an_old_address_that_could_not_be_told_for_thirty_days(self):
        for days in [31, 29]:
            mover = make_days_ago(400, old_email=f"oud{days}@example.org")
            subscribing.record(
                mover, ConsentEvent.Kind.MOVED, at=timezone.now() - timedelta(days=days)
            )

        cleaning.delete_outdated_old_addresses()

        old_addresses = Subscriber.objects.exclude(old_email="").values_list("old_email", flat=True)
        assert list(old_addresses) == ["oud29@example.org"]

    def test_deletes_the_proof_about_who_is_gone_after_five_years(self):
        long_ago = timezone.now() - timedelta(days=6 * 365)
        subscriber = SubscriberFactory()
        subscribing.record(subscriber, ConsentEvent.Kind.ASKED, at=long_ago)
        gone = SubscriberFactory()
        subscribing.record(gone, ConsentEvent.Kind.ASKED, at=long_ago)
        gone.delete()

        cleaning.delete_outdated_proof()

        assert ConsentEvent.objects.get().subscriber == subscriber

    def test_is_work_that_the_worker_knows(self):
        ours = {name for name in settings.PERIODIC_WORK if name.startswith("newsletter.cleaning.")}
        assert {import_string(name).__name__ for name in ours} == set(cleaning.__all__)
