"""What happens to a subscriber, and what is kept as proof of it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import ProgrammingError
from django.db.models import ProtectedError
from django.utils import timezone

from newsletter import cleaning, subscribing
from newsletter.models import (
    Choice,
    ConsentEvent,
    ConsentText,
    SignUpRequest,
    Subscriber,
    Suppression,
    Topic,
)
from newsletter.models.consent import get_email_hmac
from tests.factories import SubscriberFactory, TopicFactory

pytestmark = pytest.mark.django_db

ADDRESS = "lezer@example.org"


def ask(email=ADDRESS, language="nl", topics=()):
    """Return the Subscriber after somebody filled in the form."""
    request = SignUpRequest.objects.create(
        email=email,
        language=language,
        wants_all=not topics,
        topics=[topic.pk for topic in topics],
        page="/nieuwsbrief/",
        consent_text=ConsentText.objects.get_current(),
    )
    return subscribing.sign_up(request)


def get_kinds():
    return list(ConsentEvent.objects.values_list("kind", flat=True))


class TestSigningUp:
    def test_waits_for_the_button_in_the_mail(self):
        topic = TopicFactory()

        subscriber = ask(topics=[topic])

        assert subscriber.is_pending
        assert list(subscriber.topics.all()) == [topic]
        assert not SignUpRequest.objects.exists()

    def test_changes_nothing_for_who_gets_the_newsletter(self):
        subscriber = SubscriberFactory(email=ADDRESS)

        ask("LEZER@example.org", language="en", topics=[TopicFactory()])

        subscriber.refresh_from_db()
        assert subscriber.is_active
        assert subscriber.language == "nl"
        assert not subscriber.topics.exists()

    def test_brings_nobody_back_without_the_button(self):
        subscriber = SubscriberFactory(email=ADDRESS, status=Subscriber.Status.SUPPRESSED)

        ask()

        subscriber.refresh_from_db()
        assert subscriber.status == Subscriber.Status.SUPPRESSED

    @pytest.mark.parametrize("status", ["pending", "unsubscribed", "suppressed"])
    def test_is_complete_with_the_button(self, status):
        subscriber = SubscriberFactory(email=ADDRESS, status=status)
        ask()

        assert subscribing.confirm(subscriber)
        assert not subscribing.confirm(subscriber)

        subscriber.refresh_from_db()
        assert subscriber.is_active
        assert get_kinds() == ["asked", "confirmed"]


class TestEverything:
    """A choice of its own: who chose topics never gets more because one of them goes."""

    def test_is_not_what_who_chose_a_topic_gets_when_that_is_gone(self):
        topic = TopicFactory()
        request = SignUpRequest.objects.create(
            email=ADDRESS,
            language="nl",
            wants_all=False,
            topics=[topic.pk],
            consent_text=ConsentText.objects.get_current(),
        )
        topic.delete()

        subscriber = subscribing.sign_up(request)

        assert not subscriber.wants_all
        assert not subscriber.topics.exists()

    def test_keeps_a_chosen_topic_from_being_deleted_by_any_code(self):
        topic = TopicFactory()
        ask(topics=[topic])

        with pytest.raises(ProtectedError):
            Topic.objects.all().delete()

    def test_takes_the_place_of_topics(self):
        topic = TopicFactory()
        subscriber = ask(topics=[topic])

        subscribing.change(subscriber, choice=Choice(wants_all=True), language="nl")

        subscriber.refresh_from_db()
        assert subscriber.wants_all
        assert not subscriber.topics.exists()

    def test_was_not_chosen_by_who_had_topics_before_there_was_a_choice(self):
        some, everything = SubscriberFactory(), SubscriberFactory()
        some.topics.add(TopicFactory())

        import_module("newsletter.migrations.0004_everything_is_a_choice").keep_choices(apps, None)

        some.refresh_from_db()
        everything.refresh_from_db()
        assert (some.wants_all, everything.wants_all) == (False, True)


class TestSigningUpAgain:
    """After stopping: in whichever order, the last thing that somebody asked for holds."""

    def stop_days_ago(self, days, **fields):
        moment = timezone.now() - timedelta(days=days)
        return SubscriberFactory(
            email=ADDRESS,
            status="unsubscribed",
            stopped_at=moment,
            requested_at=moment - timedelta(days=9),
            **fields,
        )

    def test_keeps_who_stopped_long_ago_until_the_button_is_pressed(self, home, receive):
        subscriber = self.stop_days_ago(40)
        ask()

        cleaning.delete_outdated_unsubscribed()

        (mail,) = receive()
        assert mail["Subject"] == "Bevestig dat u onze nieuwsbrief wilt"
        assert subscribing.confirm(subscriber)
        cleaning.delete_outdated_unsubscribed()
        assert Subscriber.objects.get().is_active

    def test_erases_who_does_not_press_it_within_seven_days(self):
        subscriber = self.stop_days_ago(40)
        Subscriber.objects.update(requested_at=timezone.now() - timedelta(days=7))

        cleaning.delete_outdated_unsubscribed()

        assert not Subscriber.objects.filter(pk=subscriber.pk).exists()
        assert Suppression.objects.get().reason == Suppression.Reason.STOPPED

    def test_is_withdrawn_by_stopping_again(self, home, receive):
        subscriber = self.stop_days_ago(1)
        ask()

        assert subscribing.unsubscribe(subscriber)

        assert receive() == []

    def test_of_who_never_confirmed_is_asked_anew_by_undoing(self, home, receive):
        subscriber = self.stop_days_ago(1, confirmed_at=None)

        subscribing.resume(subscriber)
        cleaning.delete_outdated_requests()

        assert Subscriber.objects.get().is_pending
        assert len(receive()) == 1


class TestStopping:
    def test_can_be_undone(self):
        subscriber = SubscriberFactory()

        assert subscribing.unsubscribe(subscriber)
        assert not subscribing.unsubscribe(subscriber)
        assert subscribing.resume(subscriber)

        subscriber.refresh_from_db()
        assert subscriber.is_active
        assert subscriber.stopped_at is None
        assert get_kinds() == ["stopped", "resumed"]

    def test_never_turns_a_stranger_into_a_reader(self):
        subscriber = SubscriberFactory(status=Subscriber.Status.PENDING)

        subscribing.unsubscribe(subscriber)
        subscribing.resume(subscriber)

        subscriber.refresh_from_db()
        assert subscriber.is_pending


class TestForgetting:
    def test_erases_the_person_and_keeps_the_proof_without_a_name(self):
        subscriber = ask()
        subscribing.confirm(subscriber)

        subscribing.forget(subscriber)

        assert not Subscriber.objects.exists()
        assert get_kinds() == ["asked", "confirmed", "erased"]
        assert not ConsentEvent.objects.exclude(subscriber=None).exists()
        assert len(Suppression.objects.get().email_hmac) == 64

    def test_lets_them_come_back_themselves(self):
        subscribing.forget(SubscriberFactory(email=ADDRESS))

        subscribing.confirm(ask())

        assert Subscriber.objects.get().is_active
        assert not Suppression.objects.exists()


class TestMoving:
    def test_waits_for_the_owner_of_the_new_address(self):
        subscriber = SubscriberFactory(email=ADDRESS)

        subscribing.ask_to_move(subscriber, "Nieuw@example.org")

        subscriber.refresh_from_db()
        assert subscriber.email == ADDRESS
        assert subscriber.new_email == "nieuw@example.org"

    def test_tells_the_address_of_before_and_the_new_one(self, home, receive):
        subscribing.ask_to_move(SubscriberFactory(email=ADDRESS), "nieuw@example.org")

        assert [mail["To"] for mail in receive()] == [ADDRESS, "nieuw@example.org"]

    def test_tells_the_address_of_before_also_when_its_mail_comes_after_the_button(
        self, home, mailbox, run_background_tasks
    ):
        subscriber = SubscriberFactory(email=ADDRESS)
        mailbox.answer = "451 4.7.1 Later"
        subscribing.ask_to_move(subscriber, "nieuw@example.org")
        run_background_tasks()
        assert subscribing.confirm_move(subscriber, get_email_hmac("nieuw@example.org"))
        mailbox.clear()

        run_background_tasks(early=True)

        (mail,) = mailbox.mails
        assert mail["To"] == ADDRESS
        assert mail["Subject"] == "Onze nieuwsbrief gaat naar een ander adres"
        assert "nieuw@example.org" not in mail.as_string()
        subscriber.refresh_from_db()
        assert subscriber.old_email == ""

    def test_does_not_blame_the_new_address_for_the_one_of_before(
        self, home, mailbox, run_background_tasks
    ):
        subscriber = SubscriberFactory(email=ADDRESS)
        mailbox.answer = "451 4.7.1 Later"
        subscribing.ask_to_move(subscriber, "nieuw@example.org")
        run_background_tasks()
        subscribing.confirm_move(subscriber, get_email_hmac("nieuw@example.org"))
        mailbox.answer = "550 5.1.1 Nobody here"

        run_background_tasks(early=True)

        subscriber.refresh_from_db()
        assert (subscriber.is_active, subscriber.old_email) == (True, "")

    @pytest.mark.parametrize(
        ("status", "then"),
        [
            ("pending", "active"),
            ("active", "active"),
            ("suppressed", "active"),
            ("unsubscribed", "unsubscribed"),
        ],
    )
    def test_ends_with_the_newsletter_for_who_asked_for_it(self, status, then):
        subscriber = SubscriberFactory(
            email=ADDRESS, status=status, stopped_at=timezone.now() + timedelta(minutes=1)
        )
        subscribing.ask_to_move(subscriber, "nieuw@example.org")

        assert subscribing.confirm_move(subscriber, get_email_hmac("nieuw@example.org"))

        subscriber.refresh_from_db()
        assert (subscriber.email, subscriber.status) == ("nieuw@example.org", then)

    def test_leaves_room_for_the_mail_that_says_that_one_gets_it_already(self, home, receive):
        subscriber = SubscriberFactory(email=ADDRESS)
        subscribing.ask_to_move(subscriber, "nieuw@example.org")
        subscribing.confirm_move(subscriber, get_email_hmac("nieuw@example.org"))
        receive()

        ask("nieuw@example.org")

        (mail,) = receive()
        assert mail["Subject"] == "U krijgt onze nieuwsbrief al"


class TestProof:
    def test_says_which_words_somebody_agreed_to(self):
        text = ConsentText.objects.get_current()

        subscribing.confirm(ask())

        assert set(ConsentEvent.objects.values_list("consent_text", flat=True)) == {text.pk}
        assert text.version == 1
        assert ConsentText.objects.get_current() == text

    def test_has_another_version_for_other_words(self, monkeypatch):
        ConsentText.objects.get_current()
        monkeypatch.setattr("newsletter.models.consent.CONSENT", "Andere woorden.")

        assert ConsentText.objects.get_current().version == 2

    def test_cannot_be_changed(self):
        ask()

        with pytest.raises(ProgrammingError, match="written once"):
            ConsentEvent.objects.update(kind="confirmed")
