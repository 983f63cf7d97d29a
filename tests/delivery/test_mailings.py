"""Planning, beginning and ending, and who gets it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backups.signals import restored
from delivery import mailings
from delivery.models import Delivery, Mailing
from delivery.recipients import count_recipients
from newsletter.models import Subscriber, Subscription
from tests.delivery.conftest import render
from tests.factories import SubscriberFactory, TopicFactory

pytestmark = pytest.mark.django_db

Status = Mailing.Status


def list_statuses(mailing):
    """Return what became of each row of a mailing, as a dictionary by address."""
    return dict(mailing.deliveries.values_list("subscriber__email", "status"))


class TestPlan:
    def test_leaves_a_moment_to_take_it_back(self, home, editor, now, settings):
        settings.DELIVERY_GRACE = timedelta(minutes=10)

        mailing = mailings.plan({"nl": render()}, [], editor)
        mailings.start_due()

        mailing.refresh_from_db()
        assert mailing.status == Status.SCHEDULED
        assert mailing.starts_at == now + timedelta(minutes=10)
        assert mailing.made_by == editor

    def test_freezes_the_words_in_the_database_itself(self, plan):
        rendering = plan().renderings.get()

        with pytest.raises(ProgrammingError, match="written once"), transaction.atomic():
            type(rendering).objects.update(html="Anders")

    def test_can_be_taken_back_until_it_begins(self, plan):
        mailing = plan()

        assert mailings.take_back(mailing)
        assert not mailings.take_back(mailing)
        mailings.start_due()

        mailing.refresh_from_db()
        assert mailing.was_taken_back
        assert not mailing.deliveries.exists()

    def test_cannot_be_taken_back_after_that(self, start):
        mailing = start()

        assert not mailings.take_back(mailing)
        assert mailing.status == Status.SENDING


class TestStart:
    def test_makes_a_row_for_who_gets_the_newsletter_now(self, plan):
        mailing = plan("nl", "en")
        SubscriberFactory(email="nl@example.org")
        SubscriberFactory(email="en@example.org", language="en")
        for status in [Subscriber.Status.PENDING, Subscriber.Status.UNSUBSCRIBED]:
            SubscriberFactory(status=status)

        mailings.start_due()

        assert list_statuses(mailing) == {"nl@example.org": "pending", "en@example.org": "pending"}

    def test_is_done_once(self, start):
        SubscriberFactory()
        mailing = start()

        Mailing.objects.update(status=Status.SCHEDULED)
        mailings.start_due()

        assert mailing.deliveries.count() == 1

    def test_does_not_write_to_who_reads_another_language(self, start):
        SubscriberFactory(email="en@example.org", language="en")

        mailing = start("nl")

        assert list_statuses(mailing) == {"en@example.org": "no_edition"}
        assert mailings.get_report(mailing).languages["en"].no_edition == 1

    def test_asks_those_who_chose_a_topic_of_it_or_want_everything(self, start):
        mine, other = TopicFactory(), TopicFactory(name="Anders")
        SubscriberFactory(email="alles@example.org")
        for email, topic in [("mijn@example.org", mine), ("ander@example.org", other)]:
            reader = SubscriberFactory(email=email, wants_all=False)
            Subscription.objects.create(subscriber=reader, topic=topic)
        SubscriberFactory(email="niets@example.org", wants_all=False)

        assert count_recipients(["nl", "en"], [mine]) == {"nl": 2, "en": 0}
        mailing = start(topics=[mine])

        assert set(list_statuses(mailing)) == {"alles@example.org", "mijn@example.org"}

    def test_goes_to_all_when_it_is_about_no_topic(self, start):
        reader = SubscriberFactory(wants_all=False)
        Subscription.objects.create(subscriber=reader, topic=TopicFactory())

        assert count_recipients(["nl"], []) == {"nl": 1}
        assert start().deliveries.count() == 1

    def test_widens_to_nobody_when_its_topic_is_gone(self, plan):
        topic = TopicFactory()
        mailing = plan(topics=[topic])
        SubscriberFactory(email="alles@example.org")
        SubscriberFactory(wants_all=False)

        topic.delete()
        mailings.start_due()

        assert set(list_statuses(mailing)) == {"alles@example.org"}

    def test_is_called_off_a_day_too_late(self, plan, now):
        SubscriberFactory()
        late = plan(starts_at=now - timedelta(hours=25))
        in_time = plan(starts_at=now - timedelta(hours=23))

        mailings.start_due()

        late.refresh_from_db()
        in_time.refresh_from_db()
        assert (late.status, late.reason) == (Status.CANCELLED, Mailing.Reason.MISSED)
        assert late.was_taken_back
        assert in_time.status == Status.SENDING

    def test_takes_as_many_questions_for_few_as_for_many(self, plan):
        def count():
            plan("nl", "en")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                mailings.start_due()
            return len(queries)

        SubscriberFactory()
        few = count()
        SubscriberFactory.create_batch(20)

        assert count() == few


class TestABackupThatIsPutBack:
    def test_stops_what_may_have_been_sent_since(self, plan, start, run_background_tasks):
        SubscriberFactory()
        under_way, sent = start(), start()
        mailings.end(sent)
        planned = plan()

        restored.send(sender=None, name="", made_at=timezone.now())

        for mailing in [planned, under_way, sent]:
            mailing.refresh_from_db()
        reason = Mailing.Reason.PUT_BACK
        assert (planned.status, planned.reason) == (Status.CANCELLED, reason)
        assert (under_way.status, under_way.reason) == (Status.PAUSED, reason)
        assert sent.status == Status.SENT
        run_background_tasks()
        assert "Kijk eerst in uw eigen mailbox" in mail.outbox[0].body


class TestPause:
    def test_and_resume_are_done_once(self, start):
        mailing = start()

        assert mailings.pause(mailing)
        assert not mailings.pause(mailing)
        assert (mailing.status, mailing.reason) == (Status.PAUSED, Mailing.Reason.STAFF)
        assert mailings.resume(mailing)
        assert not mailings.resume(mailing)
        assert (mailing.status, mailing.reason) == (Status.SENDING, "")

    def test_can_end_in_a_cancellation(self, start, now):
        mailing = start()
        mailings.pause(mailing)

        assert mailings.cancel(mailing)
        assert not mailings.resume(mailing)
        assert (mailing.status, mailing.ended_at) == (Status.CANCELLED, now)


class TestProgress:
    def test_counts_each_language(self, start):
        SubscriberFactory.create_batch(3)
        SubscriberFactory(language="en")
        mailing = start("nl", "en")
        first = mailing.deliveries.filter(language="nl").first()
        Delivery.objects.filter(pk=first.pk).update(status="sent")

        progress = mailings.get_progress(mailing)

        assert (progress.languages["nl"].sent, progress.languages["nl"].pending) == (1, 2)
        assert (progress.all.total, progress.all.percentage) == (4, 25)
