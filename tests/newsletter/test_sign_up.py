"""The form, wherever it stands: what it takes, what it refuses, and what nobody can tell by it."""

import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter.forms import SignUpForm
from newsletter.models import ConsentEvent, SignUpRequest, Subscriber
from submissions import brakes, stamps
from submissions.models import Count
from tests.factories import (
    NewsletterPageFactory,
    StandardPageFactory,
    SubscriberFactory,
    TopicFactory,
    translate,
)
from tests.newsletter.conftest import ADDRESS

pytestmark = pytest.mark.django_db

STATES = ["unknown", *Subscriber.Status.values]
# Limits that hold nobody back.
PLENTY = {"network": (100, 600), "site": (100, 600)}


def read_stamp(response):
    """Return the stamp of the first form for the newsletter on a page."""
    page = html.document_fromstring(response.content.decode())
    return page.xpath("//form[.//input[@name='email']]//input[@name='stamp']/@value")[0]


class TestForm:
    def test_is_in_the_footer_of_every_page(self, client, home):
        StandardPageFactory(parent=home, title="Privacy")

        for path in ["/", "/privacy/", "/bestaat-niet/"]:
            document = html.document_fromstring(client.get(path).content.decode())
            (form,) = document.xpath("//footer//form[@action='/nieuwsbrief/aanmelden/']")
            assert form.get("novalidate") is not None
            assert form.xpath(".//input[@type='text' or @type='email']/@name") == [
                "remark",
                "email",
            ]
            assert "Stoppen kan altijd" in form.text_content()
            assert form.xpath(".//a/@href") == ["/privacy/"]

    @pytest.mark.parametrize("is_home", [True, False])
    def test_is_not_in_the_footer_of_a_page_with_a_form_of_its_own(self, client, home, is_home):
        home.newsletter_heading = "Nieuws in uw mail"
        home.save()
        page = home if is_home else NewsletterPageFactory(parent=home)
        document = html.document_fromstring(client.get(page.url).content.decode())

        (form,) = document.xpath("//form[@action='/nieuwsbrief/aanmelden/']")
        (link,) = document.xpath("//footer//section[last()]//a")

        assert not form.xpath("ancestor::footer")
        assert document.xpath(f"//*[@id='{link.get('href')[1:]}']")

    def test_in_a_panel_says_that_it_is_for_everything(self, client, home, fill_in, receive):
        TopicFactory()
        document = html.document_fromstring(client.get("/").content.decode())
        (sent,) = document.xpath("//footer//form//input[@name='topics']/@value")

        fill_in(topics=[sent])
        receive()

        subscriber = Subscriber.objects.get()
        assert subscriber.wants_all
        assert not subscriber.topics.exists()

    def test_is_a_panel_on_the_home_page(self, client, home):
        home.newsletter_heading = "Ons nieuws in uw mail"
        home.save()

        document = html.document_fromstring(client.get("/").content.decode())

        (panel,) = document.xpath("//main//form")
        assert panel.get("action") == "/nieuwsbrief/aanmelden/"

    def test_is_in_the_language_of_the_page(self, client, home, english_home):
        response = client.get("/en/")

        assertContains(response, 'action="/en/newsletter/sign-up/"')
        assertContains(response, "Sign me up")

    def test_offers_the_topics_on_its_own_page(self, client, home, english_home):
        topic = TopicFactory(name="Werkteams", description="Wat de teams doen.")
        TopicFactory(name="Bijeenkomsten")
        translate(topic, name="Work teams")
        page = NewsletterPageFactory(parent=home)
        translate(page, title="Newsletter")

        assertContains(client.get("/nieuwsbrief/"), "Wat de teams doen.")
        english = client.get("/en/newsletter/")

        assertContains(english, "Work teams")
        # Not translated yet.
        assertContains(english, 'lang="nl"')
        assertContains(english, "In Dutch")
        assertContains(english, "Bijeenkomsten")
        assertContains(english, f'value="{topic.pk}"')

    def test_leads_who_types_its_address_to_the_page(self, client, home):
        NewsletterPageFactory(parent=home)

        assertRedirects(client.get("/nieuwsbrief/aanmelden/"), "/nieuwsbrief/")

    def test_stands_alone_where_there_is_no_page(self, client, home):
        assertContains(client.get("/nieuwsbrief/aanmelden/"), 'name="email"')

    def test_sets_no_cookie(self, client, fill_in):
        client.get("/")
        fill_in()

        assert not client.cookies


class TestSigningUp:
    def test_is_done_by_the_worker(self, fill_in, receive):
        response = fill_in("Lezer@EXAMPLE.org")
        waiting = SignUpRequest.objects.get()
        (mail,) = receive()

        assertRedirects(response, "/nieuwsbrief/verzonden/")
        assert waiting.page == "/nieuwsbrief/"
        assert Subscriber.objects.get().email == mail["To"] == ADDRESS
        assert not SignUpRequest.objects.exists()

    def test_keeps_topics_and_language(self, fill_in, english_home, receive):
        topic = TopicFactory()

        fill_in(address="/en/newsletter/sign-up/", topics=[topic.pk])
        (mail,) = receive()

        subscriber = Subscriber.objects.get()
        assert list(subscriber.topics.all()) == [topic]
        assert not subscriber.wants_all
        assert subscriber.language == "en"
        assert mail["Subject"] == "Confirm that you want our newsletter"

    def test_keeps_proof_without_a_network_address(self, fill_in, receive):
        fill_in()
        receive()

        event = ConsentEvent.objects.get()
        assert event.kind == "asked"
        assert event.page == "/nieuwsbrief/"
        assert "Stoppen kan altijd" in event.consent_text.body
        assert "127.0.0.1" not in str(vars(event))

    def test_says_what_comes_next(self, client, home):
        response = client.get("/nieuwsbrief/verzonden/")

        assertContains(response, "<title>Kijk in uw mail")
        assertContains(response, 'tabindex="-1" autofocus>Wij hebben uw adres ontvangen')


class TestMistakes:
    @pytest.mark.parametrize(
        ("email", "message"),
        [
            ("", "Vul uw e-mailadres in"),
            ("lezer", "klopt niet"),
            ("lezer@voorbeeld", "klopt niet"),
            ("a" * 250 + "@example.org", "254"),
        ],
    )
    def test_are_told_above_and_at_the_field(self, fill_in, email, message):
        response = fill_in(email)

        document = html.document_fromstring(response.content.decode())
        assert response.status_code == 200
        assert document.findtext(".//title").startswith("Fout: ")
        assert document.xpath("//main//h2[@autofocus]")
        (link,) = document.xpath("//main//section[@class='form-errors']//a")
        field = document.get_element_by_id(link.get("href").removeprefix("#"))
        assert field.get("name") == "email"
        assert field.get("value") == (email or None)
        assert field.get("aria-invalid") == "true"
        described = [
            document.get_element_by_id(each).text_content()
            for each in field.get("aria-describedby").split()
        ]
        assert any(message in words for words in described)
        assert not SignUpRequest.objects.exists()

    def test_are_to_choose_nothing_where_there_is_a_choice(self, fill_in):
        TopicFactory()

        response = fill_in()

        assertContains(response, "Kies waarover u wilt lezen")
        assertNotContains(response, "checked")
        assert not SignUpRequest.objects.exists()

    def test_are_no_longer_made_with_a_topic_that_is_closed(self, client, fill_in):
        topic = TopicFactory(name="Verleden tijd", is_closed=True)
        TopicFactory(name="Heden")

        response = fill_in(topics=[topic.pk])

        assertContains(response, "Kies waarover u wilt lezen")
        assertNotContains(response, "Verleden tijd")

    def test_keep_the_topics_that_were_chosen(self, fill_in):
        topic = TopicFactory()

        response = fill_in("lezer", topics=[topic.pk])

        assertContains(response, "checked")

    def test_in_a_well_known_domain_cost_one_press(self, fill_in):
        response = fill_in("lezer@gmial.com")

        document = html.document_fromstring(response.content.decode())
        assertContains(response, "lezer@<wbr>gmail.com</span>?")
        (button,) = document.xpath("//main//form//button[@name='email']")
        assert button.get("value") == "lezer@gmail.com"
        # A browser sends the field, and then the button that was pressed.
        fill_in(["lezer@gmial.com", button.get("value")])
        assert SignUpRequest.objects.get().email == "lezer@gmail.com"

    def test_with_a_header_of_a_mail_in_them_are_refused(self, fill_in):
        response = fill_in("lezer@example.org\nBcc: ander@example.org")

        assertContains(response, "Dit e-mailadres klopt niet")
        assert not SignUpRequest.objects.exists()

    def test_that_are_none_are_taken_with_another_press(self, fill_in):
        fill_in("lezer@gmial.com", asked="lezer@gmial.com")

        assert SignUpRequest.objects.get().email == "lezer@gmial.com"

    def test_in_a_domain_with_other_letters_are_none(self, fill_in):
        fill_in("lezer@bücher.example")

        assert SignUpRequest.objects.get().email == "lezer@xn--bcher-kva.example"


class TestPrograms:
    def test_that_fill_in_what_nobody_sees_get_the_same_answer(self, fill_in, monkeypatch):
        # The headers say until which second the answer may be kept.
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now)

        person = fill_in()
        program = fill_in("program@example.org", remark="https://example.org")

        assert program.status_code == person.status_code
        assert program.headers == person.headers
        assert program.content == person.content
        assert SignUpRequest.objects.count() == 1

    def test_on_another_site_are_refused(self, client, home):
        response = client.post(
            "/nieuwsbrief/aanmelden/", {"email": ADDRESS}, headers={"Origin": "https://example.org"}
        )

        assert response.status_code == 403

    def test_without_a_stamp_are_asked_to_send_it_again(self, client, home):
        response = client.post("/nieuwsbrief/aanmelden/", {"email": ADDRESS})

        assertContains(response, "Fout: ")
        assertContains(response, f'value="{ADDRESS}"')
        assert not SignUpRequest.objects.exists()

    def test_that_make_up_where_they_come_from_get_no_error(self, client, turn_back, home):
        stamp = turn_back(60, SignUpForm.make_stamp)
        answer = client.post(
            "/nieuwsbrief/aanmelden/",
            {"email": ADDRESS, "stamp": stamp},
            headers={"Referer": "http://[::1"},
        )

        assert answer.status_code == 302
        assert SignUpRequest.objects.get().page == ""

    def test_on_one_network_are_held_back(self, fill_in, settings):
        settings.NEWSLETTER_LIMITS = {**settings.NEWSLETTER_LIMITS, "network": (5, 600)}
        answers = [fill_in(f"lezer{number}@example.org") for number in range(6)]

        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert 590 < int(answers[-1]["Retry-After"]) <= 600
        assertContains(answers[-1], 'value="lezer5@example.org"', status_code=429)
        assertContains(answers[-1], "Probeer het over 10 minuten opnieuw", status_code=429)
        assert SignUpRequest.objects.count() == 5

        Count.objects.update(expires_at=timezone.now() + timedelta(seconds=90))
        answer = fill_in("lezer5@example.org")
        assert 80 < int(answer["Retry-After"]) <= 90
        assertContains(answer, "Probeer het over 2 minuten opnieuw", status_code=429)

    def test_use_one_page_for_a_few_addresses_only(self, client, fill_in, turn_back):
        stamp = turn_back(60, SignUpForm.make_stamp)
        answers = [fill_in(f"{number}@example.org", stamp=stamp) for number in range(11)]

        assert [answer.status_code for answer in answers] == [302] * 10 + [429]
        # Who got the same page from a cache presses once more.
        page = html.document_fromstring(answers[-1].content.decode())
        fresh = page.xpath("//main//form//input[@name='stamp']/@value")
        assert fresh != [stamp]

    def test_use_the_page_of_a_day_for_a_room_full_of_people(self, client, fill_in, monkeypatch):
        monkeypatch.setattr(brakes, "DAY_USES", 3)
        stamp = read_stamp(client.get("/"))
        answers = [fill_in(f"{number}@example.org", stamp=stamp) for number in range(4)]
        own = read_stamp(answers[-1])
        client.defaults["REMOTE_ADDR"] = "192.0.2.1"
        elsewhere = fill_in("4@example.org", stamp=stamp)

        assert [answer.status_code for answer in answers] == [302] * 3 + [429]
        assert elsewhere.status_code == 302
        assert not stamps.is_of_a_day(own)

    def test_of_a_day_ask_for_one_of_their_own_while_the_site_is_busy(
        self, fill_in, settings, client, turn_back
    ):
        settings.NEWSLETTER_LIMITS = {"network": (5, 600), "site": (0, 3600)}
        stamp = read_stamp(client.get("/"))

        answer = fill_in(stamp=stamp)

        assert answer.status_code == 429
        assert not stamps.is_of_a_day(read_stamp(answer))
        assert fill_in(stamp=turn_back(40, SignUpForm.make_stamp)).status_code == 302

    def test_on_many_networks_slow_down_the_site_and_close_it_to_nobody(
        self, fill_in, settings, client
    ):
        settings.NEWSLETTER_LIMITS = {"network": (5, 600), "site": (2, 3600)}
        answers = []
        for number, age in enumerate([10, 10, 10, 60]):
            client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
            answers.append(fill_in(f"lezer{number}@example.org", age=age))

        assert [answer.status_code for answer in answers] == [302, 302, 429, 302]
        assert answers[2]["Retry-After"] == "30"
        assertContains(answers[2], 'value="lezer2@example.org"', status_code=429)


class TestVisitors:
    def test_in_one_room_sign_up_together(self, fill_in):
        answers = [fill_in(f"lezer{number}@example.org").status_code for number in range(100)]

        assert answers == [302] * 100

    def test_who_press_twice_sign_up_once(self, fill_in, turn_back):
        stamp = turn_back(60, SignUpForm.make_stamp)

        answers = [fill_in(stamp=stamp).status_code for _ in range(2)]

        assert answers == [302, 302]
        assert SignUpRequest.objects.count() == 1


@pytest.fixture
def make_state():
    """Return a function that brings ADDRESS into one of STATES."""

    def make_state(state):
        Subscriber.objects.all().delete()
        if state != "unknown":
            SubscriberFactory(email=ADDRESS, status=state)

    return make_state


class TestWhatNobodyCanTell:
    """Whether an address is known: not from the answer, nor from the work that it takes."""

    def test_from_a_single_byte(self, fill_in, make_state, settings, monkeypatch):
        # The headers say until which second the answer may be kept.
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now)
        settings.NEWSLETTER_LIMITS = PLENTY
        answers = []
        for state in STATES:
            make_state(state)
            response = fill_in()
            answers.append((response.status_code, response.serialize_headers(), response.content))

        assert len(answers) == 5
        assert len(set(answers)) == 1

    def test_from_a_single_statement(self, fill_in, make_state, settings):
        settings.NEWSLETTER_LIMITS = PLENTY
        fill_in("eerste@example.org")  # which keeps the words of consent
        statements = []
        for state in STATES:
            make_state(state)
            with CaptureQueriesContext(connection) as queries:
                fill_in()
            statements.append([without_values(query["sql"]) for query in queries])

        assert all(each == statements[0] for each in statements)
        assert not any("newsletter_subscriber" in sql for sql in statements[0])

    @pytest.mark.parametrize(
        ("state", "subject"),
        [
            ("unknown", "Bevestig dat u onze nieuwsbrief wilt"),
            ("pending", "Bevestig dat u onze nieuwsbrief wilt"),
            ("active", "U krijgt onze nieuwsbrief al"),
            ("unsubscribed", "Bevestig dat u onze nieuwsbrief wilt"),
            ("suppressed", "Bevestig dat u onze nieuwsbrief wilt"),
        ],
    )
    def test_but_the_owner_reads_it_in_a_mail(self, fill_in, make_state, receive, state, subject):
        make_state(state)

        fill_in()

        (mail,) = receive()
        assert mail["Subject"] == subject


class TestWhoseAddressOthersFillIn:
    def test_get_one_mail_in_a_quarter_of_an_hour(self, fill_in, receive):
        fill_in()
        fill_in()

        assert len(receive()) == 1

    def test_get_three_a_day(self, fill_in, receive, settings):
        settings.NEWSLETTER_MAIL_LIMITS = {"day": (3, 24 * 60 * 60)}

        for _ in range(5):
            fill_in()

        assert len(receive()) == 3


def without_values(sql):
    return re.sub(r"'[^']*'|\b\d+\b|_x\d+", "?", sql)
