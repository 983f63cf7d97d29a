"""The links in mails: opening one changes nothing, and whatever is wrong with it, a page helps."""

from itertools import product

import pytest
from django.core import signing
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter import subscribing
from newsletter.links import Purpose
from newsletter.models import ConsentEvent, Subscriber
from tests.factories import SubscriberFactory
from tests.newsletter.conftest import ADDRESS, DAY, get_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def pending(home):
    return SubscriberFactory(email=ADDRESS, status=Subscriber.Status.PENDING)


@pytest.fixture
def subscriber(home):
    return SubscriberFactory(email=ADDRESS)


class TestConfirming:
    def test_takes_one_press_of_the_only_button(self, client, fill_in, receive, read_link):
        fill_in()
        (mail,) = receive()
        path = read_link(mail)

        document = html.document_fromstring(client.get(path).content.decode())
        assert Subscriber.objects.get().is_pending
        response = client.post(path)

        assert len(document.xpath("//button")) == 1
        assert [link.get("href") for link in document.iter("a")] == ["#main"]
        assertContains(response, "U bent aangemeld")
        assert Subscriber.objects.get().is_active
        assert Subscriber.objects.get().confirmed_at

    def test_works_twice_and_on_another_device(self, client, pending):
        path = get_path("confirm", pending)
        client.post(path)

        again = type(client)().post(path)

        assertContains(again, "U bent al aangemeld")
        assertContains(client.get(path), "U bent al aangemeld")
        assert ConsentEvent.objects.filter(kind="confirmed").count() == 1

    def test_works_six_days_later(self, client, pending, turn_back):
        path = turn_back(6 * DAY, get_path, "confirm", pending)

        client.post(path)

        pending.refresh_from_db()
        assert pending.is_active

    def test_is_offered_anew_after_seven_days(self, client, pending, turn_back, receive, read_link):
        path = turn_back(7 * DAY + 1, get_path, "confirm", pending)

        response = client.post(path)
        assert response.status_code == 410
        document = html.document_fromstring(response.content.decode())
        (form,) = document.xpath("//main//form")
        answer = client.post(form.get("action"))

        assertRedirects(answer, "/nieuwsbrief/verzonden/")
        (mail,) = receive()
        assert read_link(mail).startswith("/nieuwsbrief/bevestigen/")
        pending.refresh_from_db()
        assert pending.is_pending

    def test_is_not_what_a_link_to_ask_again_can_do(self, client, pending):
        path = get_path("confirm", pending, Purpose.ASK_AGAIN)

        assert client.post(path).status_code == 404

    def test_is_done_in_the_language_of_the_reader(self, client, pending, english_home):
        path = get_path("confirm", pending, language="en")

        assertContains(client.get(path), "Yes, sign me up")


class TestScanner:
    """A program at somebody's organisation that opens every link of a mail, again and again."""

    def test_changes_nothing(self, client, home, mailbox, run_background_tasks):
        before = {}
        paths = []
        for number, status in enumerate(Subscriber.Status.values):
            subscriber = SubscriberFactory(
                email=f"lezer{number}@example.org", status=status, new_email=f"{number}@example.org"
            )
            before[subscriber.pk] = Subscriber.objects.filter(pk=subscriber.pk).values().get()
            mark = subscribing.get_email_hmac(subscriber.new_email)
            paths += [
                get_path("confirm", subscriber),
                get_path("ask_again", subscriber, Purpose.ASK_AGAIN),
                get_path("move", subscriber, new=mark),
                get_path("stop", subscriber),
                get_path("resume", subscriber, Purpose.STOP),
                get_path("mail_preferences", subscriber),
                get_path("preferences", subscriber),
                *(
                    get_path(view, subscriber, Purpose.PREFERENCES)
                    for view in ["change_address", "download", "forget"]
                ),
            ]

        for turn in range(100):
            path = paths[turn % len(paths)]
            response = client.head(path) if turn % 2 else client.get(path)
            assert response.status_code in {200, 302}, path
        run_background_tasks()

        after = {row["id"]: row for row in Subscriber.objects.values()}
        assert after == before
        assert mailbox.envelopes == []
        assert not ConsentEvent.objects.exists()


class TestStopping:
    def test_takes_one_press_and_can_be_undone(self, client, subscriber):
        path = get_path("stop", subscriber)
        assertContains(client.get(path), "Stop de nieuwsbrief")

        response = client.post(path)
        subscriber.refresh_from_db()
        assert subscriber.is_unsubscribed
        document = html.document_fromstring(response.content.decode())
        (form,) = document.xpath("//main//form")
        answer = client.post(form.get("action"))

        assertContains(answer, "U krijgt de nieuwsbrief weer")
        subscriber.refresh_from_db()
        assert subscriber.is_active

    def test_takes_one_request_of_a_mail_program(self, client, subscriber):
        """RFC 8058: without a cookie, from anywhere, answered with 200, as often as it comes."""
        path = get_path("stop", subscriber)
        elsewhere = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}

        answers = [
            type(client)(enforce_csrf_checks=True).post(
                path, {"List-Unsubscribe": "One-Click"}, headers=elsewhere
            )
            for _ in range(2)
        ]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert not answers[0].cookies
        subscriber.refresh_from_db()
        assert subscriber.is_unsubscribed
        assert ConsentEvent.objects.filter(kind="stopped").count() == 1

    def test_works_for_ever(self, client, subscriber, turn_back):
        path = turn_back(3650 * DAY, get_path, "stop", subscriber)

        assert client.post(path).status_code == 200

    def test_works_by_mails_to_an_older_address(self, client, subscriber):
        path = get_path("stop", subscriber)
        subscribing.ask_to_move(subscriber, "nieuw@example.org")
        subscriber.refresh_from_db()
        subscribing.confirm_move(subscriber, subscribing.get_email_hmac("nieuw@example.org"))

        client.post(path)

        subscriber.refresh_from_db()
        assert subscriber.is_unsubscribed

    def test_keeps_who_never_confirmed_from_being_reminded(self, client, pending):
        client.post(get_path("stop", pending))

        pending.refresh_from_db()
        assert pending.is_unsubscribed


class TestLink:
    def test_that_was_damaged_leads_to_help(self, client, home):
        views = ["confirm", "move", "stop", "resume", "mail_preferences", "preferences"]
        damages = ["x", "\N{SNOWMAN}", "a:b:c", "\0", "e" * 5000]
        for view, damage in product([*views, "ask_again"], damages):
            response = client.get(reverse(f"newsletter:{view}", args=[damage]))

            prefix = f"{view} {damage}"
            words = "Deze link werkt niet (meer)"
            assertContains(response, words, status_code=404, msg_prefix=prefix)
            form = 'action="/nieuwsbrief/aanmelden/"'
            assertContains(response, form, status_code=404, msg_prefix=prefix)

    def test_that_was_forged_leads_to_help(self, client, pending):
        data = {"uid": pending.uid.hex, "version": 1}
        forged = signing.dumps(data, key="geraden", salt=Purpose.CONFIRM.salt)

        assert client.post(f"/nieuwsbrief/bevestigen/{forged}/").status_code == 404
        pending.refresh_from_db()
        assert pending.is_pending

    def test_works_for_one_purpose_only(self, client, pending):
        pairs = [
            (view, purpose)
            for view in ["confirm", "move", "stop", "mail_preferences", "preferences"]
            for purpose in Purpose
            if purpose.value != view
        ]
        for used_for, made_for in pairs:
            path = get_path(used_for, pending, made_for, new="x")

            assert client.post(path, {"language": "en"}).status_code == 404, (used_for, made_for)
            pending.refresh_from_db()
            assert (pending.status, pending.language) == ("pending", "nl"), (used_for, made_for)

    def test_leads_to_help_once_the_reader_is_gone(self, client, subscriber):
        views = ["confirm", "stop", "mail_preferences", "preferences"]
        paths = [get_path(view, subscriber) for view in views]
        subscribing.forget(subscriber)

        for path in paths:
            words = "Een nieuwe link krijgen"
            assertContains(client.post(path), words, status_code=404, msg_prefix=path)

    def test_leads_to_a_page_that_nobody_else_hears_of(self, client, subscriber):
        for view in ["confirm", "stop", "mail_preferences", "preferences"]:
            for response in [
                client.get(get_path(view, subscriber)),
                client.get(reverse(f"newsletter:{view}", args=["x"])),
            ]:
                assert response["Referrer-Policy"] == "no-referrer", view
                assert "no-store" in response["Cache-Control"], view
                assert "noindex" in response["X-Robots-Tag"], view

    def test_has_no_address_in_it(self, subscriber):
        token = get_path("move", subscriber, new=subscribing.get_email_hmac(subscriber.email))

        data = signing.loads(token.split("/")[-2], salt=Purpose.MOVE.salt)
        assert ADDRESS not in str(data)

    def test_asks_for_a_button_before_it_changes_anything(self, client, subscriber):
        response = client.put(get_path("stop", subscriber))

        assert response.status_code == 405


class TestMovingToAnotherAddress:
    def test_takes_one_press_in_the_new_mail(self, client, subscriber, receive, read_link):
        subscribing.ask_to_move(subscriber, "nieuw@example.org")
        _told, mail = receive()
        path = read_link(mail)
        assertContains(client.get(path), "nieuw@<wbr>example.org")

        response = client.post(path)

        assertContains(response, "Uw adres is veranderd")
        (link,) = html.document_fromstring(response.content.decode()).xpath("//main//a/@href")
        assertContains(client.get(link), "Mail mij de link")
        subscriber.refresh_from_db()
        assert subscriber.email == "nieuw@example.org"
        assert client.post(path).status_code == 404

    def test_takes_away_what_the_old_mails_show(self, client, subscriber):
        old = get_path("preferences", subscriber)
        subscribing.ask_to_move(subscriber, "nieuw@example.org")
        subscribing.confirm_move(subscriber, subscribing.get_email_hmac("nieuw@example.org"))

        response = client.get(old)

        assertNotContains(response, "nieuw@", status_code=404)

    def test_is_not_done_by_the_mail_to_another_new_address(self, client, subscriber):
        first = subscribing.get_email_hmac("eerste@example.org")
        subscribing.ask_to_move(subscriber, "tweede@example.org")

        assert client.post(get_path("move", subscriber, new=first)).status_code == 404
        subscriber.refresh_from_db()
        assert subscriber.email == ADDRESS

    def test_joins_two_readers_who_are_one(self, subscriber):
        SubscriberFactory(email="nieuw@example.org")
        subscribing.ask_to_move(subscriber, "nieuw@example.org")

        subscribing.confirm_move(subscriber, subscribing.get_email_hmac("nieuw@example.org"))

        assert Subscriber.objects.get().email == "nieuw@example.org"
