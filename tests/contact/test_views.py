"""What a visitor gets who writes to the network."""

from itertools import product

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from contact.forms import LONGEST_MESSAGE, ContactForm
from contact.models import Message
from pages.models import ContactSettings
from submissions.models import Count
from tests.contact.conftest import ENGLISH_SENT, SENT
from tests.factories import SubjectFactory, translate

ANOTHER_SITE = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
# Hebrew, Arabic, a flag, a family of one, letters with two marks, and what the page keeps together.
SCRIPTS = "שלום! مرحبا 🇳🇱 👨‍👩‍👧 Ağaoğlu n̈\n\nBel 010 794 5676."


def read(response):
    return html.document_fromstring(response.content)


class TestTheContactPage:
    def test_has_a_form_with_the_subjects_in_their_order(self, client, page):
        SubjectFactory(name="Meedoen")
        SubjectFactory(name="Iets anders")

        document = read(client.get("/contact/"))

        options = [option.text for option in document.xpath("//select[@name='subject']/option")]
        assert options == ["Kies een onderwerp", "Meedoen", "Iets anders"]
        assert document.xpath("//main//form[@method='post']/@action") == ["/contact/bericht/"]

    def test_has_a_form_in_its_own_language(self, client, english_page, subject):
        translate(subject, name="A question about a work team")

        document = read(client.get("/en/contact/"))

        assert document.xpath("//main//form[@method='post']/@action") == ["/en/contact/message/"]
        options = [option.text for option in document.xpath("//main//select/option")]
        assert options == ["Choose a subject", "A question about a work team"]

    def test_asks_no_subject_where_there_is_none_in_its_language(
        self, client, english_page, subject
    ):
        assertNotContains(client.get("/en/contact/"), "<select")

    def test_says_who_is_asked_for_what(self, client, page):
        """The browser can fill in what it knows of its owner (WCAG 1.3.5)."""
        document = read(client.get("/contact/"))

        purposes = {
            each.get("name"): each.get("autocomplete")
            for each in document.xpath("//main//form[@method='post']//input[not(@type='hidden')]")
        }
        assert purposes == {"name": "name", "email": "email", "remark": "off"}

    def test_says_how_long_a_message_is_kept(self, client, page, settings):
        settings.CONTACT_MONTHS_KEPT = 7

        assertContains(client.get("/contact/"), "verwijdert het na 7 maanden")

    def test_sends_long_texts_as_they_are(self, client, page):
        """Encoded for an address, a megabyte of Arabic would be three."""
        document = read(client.get("/contact/"))

        assert document.xpath("//main//form[@method='post']/@enctype") == ["multipart/form-data"]

    def test_gives_no_cookie(self, client, page):
        assert not client.get("/contact/").cookies

    def test_can_be_kept_by_a_cache_and_its_answers_cannot(self, client, page, send):
        assert "no-store" not in client.get("/contact/").get("Cache-Control", "")
        assert "no-store" in send(name="")["Cache-Control"]


class TestSending:
    def test_keeps_the_message_and_says_so(self, send, client):
        response = send()

        assertRedirects(response, SENT)
        message = Message.objects.get()
        assert (message.name, message.email) == ("Fatima", "fatima@example.nl")
        assert message.text == "Mag ik een keer meekijken?"
        assert message.subject == "Een vraag over een werkteam"
        assert message.recipient == "werkteams@example.org"
        assert message.state == Message.State.NEW
        assert not response.cookies

    def test_ends_on_a_page_that_says_so_first(self, client, page):
        document = read(client.get(SENT))

        assert document.findtext(".//title").startswith("Uw bericht is verstuurd")
        (focused,) = document.xpath("//*[@autofocus]")
        assert (focused.tag, focused.get("tabindex")) == ("h2", "-1")
        assert focused.text == "Uw bericht is verstuurd"
        assert not document.xpath("//main//form[@method='post']")

    def test_in_english_stays_in_english(self, send, client, english_page, subject):
        english = translate(subject, name="A question about a work team")

        response = send("/en/contact/message/", subject=str(english.pk))

        assertRedirects(response, ENGLISH_SENT)
        assertContains(client.get(ENGLISH_SENT), "Your message has been sent</h2>")
        message = Message.objects.get()
        assert message.language == "en"
        # For staff, who read Dutch.
        assert message.subject == "Een vraag over een werkteam"

    def test_takes_every_script(self, send):
        send(name="Fatima Yıldız 🌷", message=SCRIPTS)

        message = Message.objects.get()
        assert (message.name, message.text) == ("Fatima Yıldız 🌷", SCRIPTS)

    def test_leaves_out_what_nobody_can_see(self, send):
        send(name="Jan\r\nBcc: all@example.org", message="a\x00b")

        message = Message.objects.get()
        assert (message.name, message.text) == ("Jan Bcc: all@example.org", "ab")

    def test_keeps_a_message_that_was_sent_twice_once(self, send):
        assertRedirects(send(), SENT, fetch_redirect_response=False)
        assertRedirects(send(), SENT, fetch_redirect_response=False)

        assert Message.objects.count() == 1

    def test_writes_nothing_to_the_visitor(self, send, run_background_tasks):
        send()
        run_background_tasks()

        assert [each.to for each in mail.outbox] == [["werkteams@example.org"]]

    def test_goes_to_the_address_of_the_network_where_there_are_no_subjects(
        self, send, home, subject
    ):
        ContactSettings.objects.update_or_create(
            site=home.get_site(), defaults={"email": "info@example.org"}
        )
        subject.delete()

        send()

        assert Message.objects.get().recipient == "info@example.org"

    def test_keeps_the_message_where_nobody_is_named_to_answer(self, send, subject):
        subject.delete()

        assertRedirects(send(), SENT, fetch_redirect_response=False)

        assert Message.objects.get().recipient == ""

    def test_a_filled_trap_keeps_the_message_as_suspected(
        self, send, run_background_tasks, mailoutbox, admin_client
    ):
        response = send(remark="https://example.org/")
        run_background_tasks()

        assertRedirects(response, SENT, fetch_redirect_response=False)
        message = Message.objects.get()
        assert message.state == Message.State.SUSPECTED
        assert mailoutbox == []

        found = admin_client.get("/admin/messages/?state=suspected")
        assertContains(found, "Fatima")
        path = reverse("contact_messages:inspect", args=[message.pk])
        assertContains(admin_client.get(path), "Markeer het als nieuw")

        admin_client.post(reverse("contact_messages:mark_new", args=[message.pk]))
        run_background_tasks()

        assert len(mailoutbox) == 1

    def test_from_another_site_is_refused(self, send):
        assertContains(send(headers=ANOTHER_SITE), "niet vanaf onze site", status_code=403)
        assert not Message.objects.exists()

    def test_is_done_with_post(self, client, page):
        for method in ["put", "patch", "delete"]:
            assert getattr(client, method)("/contact/bericht/").status_code == 405, method

    def test_is_done_on_the_contact_page(self, client, page):
        assertRedirects(client.get("/contact/bericht/"), "/contact/")

    def test_needs_a_contact_page_in_that_language(self, client, page, english_home):
        assert client.get(SENT).status_code == 200
        assert client.get(ENGLISH_SENT).status_code == 404
        page.unpublish()
        assert client.get(SENT).status_code == 404


class TestErrors:
    def test_are_told_at_the_top_and_at_each_field(self, send):
        """The whole pattern: title, focus, links, text at the field (WCAG 3.3.1, 3.3.3)."""
        document = read(send(name="", email="fatima", subject="", message=""))

        assert document.findtext(".//title").startswith("Fout: Contact")
        (focused,) = document.xpath("//*[@autofocus]")
        assert focused.text == "Het formulier klopt nog niet"
        links = document.xpath("//section[@class='form-errors']//a")
        assert [link.text_content() for link in links] == [
            "Vul uw naam in.",
            "Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.nl.",
            "Kies waar uw bericht over gaat.",
            "Schrijf uw bericht.",
        ]
        for link in links:
            field = document.get_element_by_id(link.get("href").removeprefix("#"))
            notes = field.get("aria-describedby").split()
            assert field.get("aria-invalid") == "true"
            described = [document.get_element_by_id(note).text_content() for note in notes]
            assert link.text_content() in described

    def test_are_told_in_the_language_of_the_page(self, send, english_page):
        document = read(send("/en/contact/message/", name="", subject=""))

        assert document.get("lang") == "en"
        assert document.findtext(".//title").startswith("Error: Contact")
        assert document.xpath("//section[@class='form-errors']//a/text()") == ["Enter your name."]

    def test_keep_what_was_typed(self, send, subject):
        document = read(send(name="", message=SCRIPTS))

        assert document.xpath("//input[@name='email']/@value") == ["fatima@example.nl"]
        assert document.xpath("//option[@selected]/@value") == [str(subject.pk)]
        (textarea,) = document.xpath("//textarea")
        assert textarea.text.strip() == SCRIPTS

    def test_of_an_old_page_keep_what_was_typed_and_can_be_sent_again(self, send, client):
        response = send(stamp="")

        document = read(response)
        assert "te lang open" in document.xpath("//section[@class='form-errors']//li/text()")[0]
        assert document.xpath("//textarea")[0].text.strip() == "Mag ik een keer meekijken?"
        assert document.xpath("//input[@name='stamp']/@value")[0]

    @pytest.mark.parametrize("words", ["Zo’n verhaal. ", "قصة طويلة ", "🌷 "])
    def test_of_a_megabyte_say_how_much_fits_and_keep_it(self, send, words):
        """As a browser sends it: the form says that it is multipart."""
        long = words * (2**20 // len(words.encode()))

        document = read(send(message=long))

        (link,) = document.xpath("//section[@class='form-errors']//a")
        assert f"plaats voor {LONGEST_MESSAGE}" in link.text
        assert document.xpath("//textarea")[0].text.strip() == long.strip()
        assert not Message.objects.exists()

    def test_of_more_than_the_server_takes_say_what_to_do(self, send):
        response = send(message="x" * 3_000_000)

        assertContains(response, "Uw tekst staat er nog", status_code=413)

    def test_name_a_subject_that_is_gone(self, send, subject):
        SubjectFactory(name="Iets anders")
        subject.delete()

        assertContains(send(), "staat niet meer in de lijst")

    def test_ask_back_an_address_that_looks_mistyped(self, send):
        response = send(email="fatima@gmial.com")

        assertContains(response, "fatima@<wbr>gmail.com</span>?")
        asked = read(response).xpath("//input[@name='asked']/@value")[0]
        assertRedirects(send(email="fatima@gmial.com", asked=asked), SENT)

    def test_of_odd_values_are_no_errors_of_the_server(self, send):
        names = ["name", "email", "subject", "message", "stamp", "asked"]
        for name, value in product(names, ["\x00", "9" * 5000, "\ud7ff\ufffe\u202e", "%s%n"]):
            # None of them is one too many.
            Count.objects.all().delete()

            assert send(**{name: value}).status_code in {200, 302}, (name, value)

    def test_show_markup_as_text(self, send):
        for text in ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"]:
            document = read(send(name=text, message=text, email="x"))

            assert document.xpath("//input[@name='name']/@value") == [text]
            assert document.xpath("//textarea")[0].text.strip() == text


class TestLimits:
    def test_of_a_network_leave_room_for_five(self, send):
        for number in range(5):
            send(email=f"iemand{number}@example.nl")

        response = send(email="iemand@example.nl")

        assertContains(response, "niet verstuurd", status_code=429)
        # A second may have passed since the first of them.
        assert 590 < int(response["Retry-After"]) <= 600
        assertContains(response, "Mag ik een keer meekijken?", status_code=429)
        assert Message.objects.count() == 5

    def test_of_an_address_hold_on_every_network(self, send, client):
        for number in range(6):
            client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
            response = send(message=f"Bericht {number}")

        assert response.status_code == 429
        assert Message.objects.count() == 5

    def test_of_the_site_slow_down_and_refuse_nobody(self, send, client, settings, turn_back):
        settings.CONTACT_LIMITS = {**settings.CONTACT_LIMITS, "site": (2, 600)}
        hasty = turn_back(10, ContactForm.make_stamp)
        answers = []
        for number, changes in enumerate([{}, {}, {"stamp": hasty}, {}]):
            client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
            answers.append(send(email=f"iemand{number}@example.nl", **changes))

        assert [answer.status_code for answer in answers] == [302, 302, 429, 302]
        assert answers[2]["Retry-After"] == "30"
        assertContains(answers[2], "Mag ik een keer meekijken?", status_code=429)
        assertContains(answers[2], hasty, status_code=429)
        assert Message.objects.count() == 3

    def test_do_not_count_what_was_not_right(self, send):
        for _ in range(7):
            send(name="")

        assert not Count.objects.exists()

    def test_keep_no_network_and_no_address(self, send):
        send()

        kept = str([*Count.objects.values(), *Message.objects.values()])
        assert "127.0.0.1" not in kept
        assert len(Count.objects.values()) == 5
        assert "fatima" not in str(list(Count.objects.values()))


def test_addresses_are_in_the_language_of_the_page():
    with translation.override("nl"):
        assert reverse("contact:send") == "/contact/bericht/"
    with translation.override("en"):
        assert reverse("contact:send") == "/en/contact/message/"
