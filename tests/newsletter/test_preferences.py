"""A subscriber's own page, and the ways out."""

import json

import pytest
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter import subscribing
from newsletter.forms import AddressForm
from newsletter.links import Purpose, make_token
from newsletter.models import (
    Choice,
    ConsentEvent,
    ConsentText,
    SignUpRequest,
    Subscriber,
    Suppression,
)
from tests.factories import SubscriberFactory, TopicFactory, get_home, make_english_home
from tests.newsletter.conftest import ADDRESS, DAY, SHOWN_ADDRESS, get_path

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_english(keep):
    """The English home page, which stays for this module."""
    with keep():
        yield make_english_home(get_home())


@pytest.fixture
def subscriber(kept_english, db):
    return SubscriberFactory(email=ADDRESS)


@pytest.fixture
def path(subscriber):
    return f"/nieuwsbrief/keuzes/{make_token(Purpose.PREFERENCES, subscriber)}/"


class TestLinkToTheChoices:
    def test_takes_one_press_and_goes_to_the_subscriber(
        self, client, subscriber, receive, read_link
    ):
        path = get_path("mail_preferences", subscriber)
        page = html.document_fromstring(client.get(path).content.decode())
        (form,) = page.xpath("//main//form")
        assert receive() == []

        answer = client.post(form.get("action"))

        assertContains(answer, "Kijk in uw mail")
        (mail,) = receive()
        assert mail["To"] == ADDRESS
        assertContains(client.get(read_link(mail)), SHOWN_ADDRESS)

    @pytest.mark.parametrize("status", Subscriber.Status.values)
    def test_comes_whatever_the_status(self, client, home, receive, status):
        subscriber = SubscriberFactory(email=ADDRESS, status=status)

        client.post(get_path("mail_preferences", subscriber))

        (mail,) = receive()
        assert mail["To"] == ADDRESS

    def test_gets_the_same_answer_once_there_are_too_many(self, client, subscriber, receive):
        path = get_path("mail_preferences", subscriber)

        answers = [client.post(path) for _ in range(3)]

        # All but the footer, whose form has the time in it.
        assert len({answer.content.partition(b"</main>")[0] for answer in answers}) == 1
        assert {answer.status_code for answer in answers} == {200}
        assert len(receive()) == 1

    def test_comes_to_who_signed_up_a_minute_ago(self, client, fill_in, receive, read_link):
        fill_in()
        (mail,) = receive()
        confirmed = client.post(read_link(mail)).content.decode()
        (path,) = html.document_fromstring(confirmed).xpath("//main//a/@href")

        client.post(path)

        (mail,) = receive()
        assertContains(client.get(read_link(mail)), "Uw keuzes voor onze nieuwsbrief")

    def test_works_for_a_day(self, client, subscriber, turn_back):
        path = turn_back(DAY - 60, get_path, "preferences", subscriber)

        assertContains(client.get(path), SHOWN_ADDRESS)

    @pytest.mark.parametrize(
        ("method", "view"),
        [
            ("get", "preferences"),
            ("get", "download"),
            ("post", "preferences"),
            ("post", "change_address"),
            ("post", "forget"),
        ],
    )
    def test_is_offered_anew_after_a_day(
        self, client, subscriber, turn_back, receive, method, view
    ):
        path = turn_back(DAY + 1, get_path, view, subscriber, Purpose.PREFERENCES)

        answer = getattr(client, method)(path, {"language": "en"})

        assertNotContains(answer, SHOWN_ADDRESS, status_code=410)
        (form,) = html.document_fromstring(answer.content.decode()).xpath("//main//form")
        client.post(form.get("action"))
        assert len(receive()) == 1
        assert Subscriber.objects.get().language == "nl"


class TestPreferences:
    def test_show_what_was_chosen(self, client, subscriber, path):
        chosen, _other = TopicFactory(), TopicFactory(name="Bijeenkomsten")
        subscribing.change(subscriber, choice=Choice(False, (chosen.pk,)), language="nl")

        response = client.get(path)

        assertContains(response, SHOWN_ADDRESS)
        assertContains(response, "checked", count=1)
        assertContains(response, "<option", count=2)

    def test_are_changed_and_go_on_in_the_new_language(self, client, subscriber, path):
        topic = TopicFactory()

        response = client.post(path, {"topics": [topic.pk], "language": "en"})

        english = path.replace("/nieuwsbrief/keuzes/", "/en/newsletter/preferences/")
        assertRedirects(response, f"{english}?saved=1")
        assertContains(client.get(response.url), "Your preferences have been saved")
        subscriber.refresh_from_db()
        assert list(subscriber.topics.all()) == [topic]
        assert not subscriber.wants_all
        assert subscriber.language == "en"
        assert ConsentEvent.objects.get().kind == "changed"

    def test_show_a_closed_topic_to_who_chose_it_and_keep_it(self, client, subscriber, path):
        closed = TopicFactory(name="Verleden tijd", is_closed=True)
        TopicFactory(name="Nooit gekozen", is_closed=True)
        subscribing.change(subscriber, choice=Choice(False, (closed.pk,)), language="nl")

        page = client.get(path)
        client.post(path, {"topics": [closed.pk], "language": "nl"})

        assertContains(page, "Verleden tijd")
        assertNotContains(page, "Nooit gekozen")
        assert list(subscriber.topics.all()) == [closed]

    def test_that_are_none_change_nothing(self, client, subscriber, path):
        TopicFactory()
        none = [
            {},
            {"language": "xx", "topics": ["all"]},
            {"language": "nl"},
            {"language": "nl", "topics": ["\0"]},
        ]

        assert [client.post(path, data).status_code for data in none] == [200] * len(none)
        assert not ConsentEvent.objects.exists()

    def test_say_where_somebody_stands(self, client, subscriber, path):
        for status, words in [
            ("pending", "krijgt de nieuwsbrief nog niet"),
            ("unsubscribed", "U bent gestopt"),
            ("suppressed", "komt niet aan"),
        ]:
            Subscriber.objects.update(status=status)

            assertContains(client.get(path), words, msg_prefix=status)


class TestAnotherAddress:
    def send(self, client, path, email, turn_back):
        stamp = turn_back(60, AddressForm.make_stamp)
        return client.post(f"{path}adres/", {"email": email, "stamp": stamp})

    def test_gets_a_mail_first(self, client, subscriber, path, turn_back, receive):
        response = self.send(client, path, "Nieuw@example.org", turn_back)

        assertContains(response, "Kijk in uw mail")
        assert [mail["To"] for mail in receive()] == [ADDRESS, "nieuw@example.org"]
        subscriber.refresh_from_db()
        assert subscriber.email == ADDRESS

    def test_that_is_none_is_told_at_the_field(self, client, path, turn_back):
        response = self.send(client, path, "nieuw", turn_back)

        assertContains(response, "<title>Fout: ")
        assertContains(response, 'href="#address_email"')
        assertContains(response, 'value="nieuw"')

    def test_that_just_got_its_mail_is_told_so(self, client, path, turn_back, receive):
        self.send(client, path, "nieuw@example.org", turn_back)

        response = self.send(client, path, "nieuw@example.org", turn_back)

        assertContains(response, "net al gemaild op")
        assertContains(response, "nieuw@<wbr>example.org")

    def test_that_is_the_one_of_now_withdraws_what_was_asked(
        self, client, subscriber, path, turn_back, receive
    ):
        self.send(client, path, "nieuw@example.org", turn_back)
        receive()

        response = self.send(client, path, ADDRESS, turn_back)

        assertContains(response, "Dit adres hebben wij al van u")
        assert receive() == []
        subscriber.refresh_from_db()
        assert not subscriber.new_email

    def test_is_asked_for_a_few_times_at_most(self, client, path, turn_back, settings):
        settings.NEWSLETTER_LIMITS = {**settings.NEWSLETTER_LIMITS, "network": (5, 600)}
        answers = [
            self.send(client, path, f"nieuw{number}@example.org", turn_back).status_code
            for number in range(6)
        ]

        assert answers == [200] * 5 + [429]


class TestData:
    def test_are_given_as_a_file(self, client, subscriber, path):
        text = ConsentText.objects.get_current()
        request = SignUpRequest.objects.create(
            email="nieuw@example.org", language="nl", page="/", consent_text=text
        )
        subscriber = subscribing.sign_up(request)
        subscribing.confirm(subscriber)

        response = client.get(
            f"/nieuwsbrief/keuzes/{make_token(Purpose.PREFERENCES, subscriber)}/gegevens/"
        )

        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Type"] == "application/json"
        data = json.loads(response.content)
        assert data["E-mailadres"] == "nieuw@example.org"
        asked, confirmed = data["Waar u ja op zei"]
        assert asked["Wat"] == "vulde het formulier in"
        assert asked["Tekst die er stond"] == text.body
        assert confirmed["Wat"] == "bevestigde met de knop in de mail"


class TestBeingForgotten:
    def test_takes_a_press_on_a_page_that_explains_it(self, client, subscriber, path):
        assertContains(client.get(f"{path}vergeten/"), "niet ongedaan")
        assert Subscriber.objects.exists()

        response = client.post(f"{path}vergeten/")

        assertContains(response, "Uw gegevens zijn gewist")
        assert not Subscriber.objects.exists()
        assert Suppression.objects.exists()
        assert client.get(path).status_code == 404
