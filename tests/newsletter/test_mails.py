"""The mails, as a mail program reads what a real server received; and servers that fail."""

import socket

import pytest
from lxml import html

from background.health import get_health
from background.queue import QueueRunner
from newsletter import subscribing
from newsletter.models import Subscriber, Suppression
from newsletter.sending import give_up, queue_mail
from newsletter.words import Mail
from tests.factories import SubscriberFactory
from tests.newsletter.conftest import ADDRESS

pytestmark = pytest.mark.django_db

HEADINGS = {
    ("confirm", "nl"): "Nog één stap",
    ("confirm", "en"): "One more step",
    ("imported", "nl"): "Wilt u onze nieuwsbrief krijgen?",
    ("reminder", "nl"): "Er is nog één stap",
    ("already", "en"): "You already get our newsletter",
    ("preferences", "nl"): "Uw keuzes voor onze nieuwsbrief",
    ("preferences", "en"): "Your newsletter preferences",
    ("move", "nl"): "Is dit uw nieuwe adres?",
    ("moving", "nl"): "U vroeg onze nieuwsbrief op een ander adres",
}


@pytest.fixture
def mailed(home, receive):
    """Return a function that sends one mail, and returns it as it arrived."""

    def mailed(mail, language="nl"):
        is_reader = mail in {"already", "preferences", "move", "moving"}
        subscriber = SubscriberFactory(
            email=ADDRESS,
            new_email="nieuw@example.org" if mail in {"move", "moving"} else "",
            old_email=ADDRESS if mail == "moving" else "",
            language=language,
            status=Subscriber.Status.ACTIVE if is_reader else Subscriber.Status.PENDING,
        )
        assert queue_mail(subscriber, Mail(mail))
        (message,) = receive()
        return message

    return mailed


class TestMail:
    @pytest.mark.parametrize(("mail", "language"), HEADINGS, ids=str)
    def test_says_the_same_in_html_and_in_plain_text(self, mailed, mail, language):
        message = mailed(mail, language)

        text = message.get_body(("plain",)).get_content()
        document = html.document_fromstring(message.get_body(("html",)).get_content())
        heading = HEADINGS[mail, language]
        assert document.findtext(".//h1") == heading
        assert heading.upper() in text
        assert document.get("lang") == language
        shown = " ".join(document.body.text_content().split())
        for paragraph in " ".join(text.split()).split(". ")[1:3]:
            assert paragraph.split(":")[0] in shown
        links = {link for link in document.xpath("//a/@href") if link.startswith("http")}
        assert links
        assert all(link in text for link in links)

    def test_has_what_mail_programs_ask_of_a_list(self, mailed):
        message = mailed("confirm")

        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Id"] == "<nieuwsbrief.werkplaatssociaaldomeinzhz.nl>"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        stop, by_mail = message["List-Unsubscribe"].split()
        assert stop.startswith("<http://localhost/nieuwsbrief/stoppen/")
        assert stop.endswith(">,")
        assert by_mail.startswith("<mailto:info@werkplaatssociaaldomeinzhz.nl?subject=")

    def test_comes_from_and_goes_to_whom_the_settings_name(self, mailed, settings):
        settings.NEWSLETTER_SENDER = "Werkplaats <nieuwsbrief@example.org>"
        settings.NEWSLETTER_REPLY_TO = "antwoord@example.org"

        message = mailed("confirm")

        assert message["From"] == "Werkplaats <nieuwsbrief@example.org>"
        assert message["Reply-To"] == "antwoord@example.org"
        assert message["To"] == ADDRESS

    @pytest.mark.parametrize("mail", ["confirm", "reminder"])
    def test_says_both_presses_as_the_page_does_and_names_what_the_button_does(
        self, mailed, client, mail
    ):
        both = (
            "nog een keer op de knop van de pagina die opengaat. Daarna krijgt u onze nieuwsbrief."
        )
        text = mailed(mail).get_body(("plain",)).get_content()

        assert both in " ".join(text.split())
        assert "Bevestig mijn aanmelding:" in text
        assert both in client.get("/nieuwsbrief/verzonden/").content.decode()

    def test_is_inlined_and_fetches_nothing(self, mailed):
        content = mailed("confirm").get_body(("html",)).get_content()

        document = html.document_fromstring(content)
        assert document.xpath("//h1/@style")
        assert "prefers-color-scheme" in document.findtext(".//style")
        assert document.xpath("//img | //link | //script | //*[@src]") == []
        assert all(table.get("role") == "presentation" for table in document.iter("table"))

    def test_leads_to_the_site_and_not_to_whoever_asked(self, mailed, read_link):
        message = mailed("confirm")

        assert read_link(message).startswith("/nieuwsbrief/bevestigen/")

    def test_in_english_leads_to_english_pages(self, mailed, read_link):
        assert read_link(mailed("already", "en")).startswith("/en/newsletter/preferences/")

    def test_has_a_way_to_the_choices_and_a_way_out(self, mailed, read_link):
        message = mailed("reminder")

        assert read_link(message, "keuzes-per-mail")
        assert read_link(message, "stoppen")

    @pytest.mark.parametrize("mail", Mail)
    def test_opens_the_choices_only_where_it_says_not_to_forward_it(self, mailed, mail):
        message = mailed(mail).get_body(("plain",)).get_content()

        opens = "/nieuwsbrief/keuzes/" in message
        assert opens == (mail in {Mail.ALREADY, Mail.PREFERENCES})
        assert opens == ("Stuur deze mail niet door" in message)

    def test_to_a_new_address_shows_nothing_of_the_reader(self, mailed):
        message = mailed("move")

        assert message["To"] == "nieuw@example.org"
        assert "http" not in message["List-Unsubscribe"]
        assert "keuzes" not in message.as_string()
        assert ADDRESS not in message.as_string()


@pytest.fixture
def asked(home):
    """Somebody who filled in the form; the mail with the button is to be sent."""
    subscriber = SubscriberFactory(email=ADDRESS, status=Subscriber.Status.PENDING)
    queue_mail(subscriber, Mail.CONFIRM)
    return subscriber


class TestServer:
    """One that fails costs nobody a mail, and makes nobody anything that they are not."""

    def expect_delivery(self, mailbox, run, asked):
        mailbox.clear()
        run(early=True)
        run(early=True)

        asked.refresh_from_db()
        assert len(mailbox.envelopes) == 1
        assert asked.is_pending
        assert asked.last_confirm_sent_at

    def test_that_refuses_is_tried_again(self, asked, mailbox, run_background_tasks, settings):
        working, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        run_background_tasks()
        asked.refresh_from_db()
        assert asked.last_confirm_sent_at is None

        settings.EMAIL_PORT = working
        self.expect_delivery(mailbox, run_background_tasks, asked)

    def test_that_hangs_is_tried_again(self, asked, mailbox, run_background_tasks, settings):
        working, patience = settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
        settings.EMAIL_TIMEOUT = 0.2
        with socket.create_server(("127.0.0.1", 0)) as silent:
            settings.EMAIL_PORT = silent.getsockname()[1]
            run_background_tasks()
        assert mailbox.envelopes == []

        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = working, patience
        self.expect_delivery(mailbox, run_background_tasks, asked)

    def test_that_breaks_off_is_tried_again_with_the_same_mail(
        self, asked, mailbox, run_background_tasks
    ):
        mailbox.breaks = True
        run_background_tasks()
        (first,) = mailbox.mails

        self.expect_delivery(mailbox, run_background_tasks, asked)
        assert mailbox.mails[0]["Message-ID"] == first["Message-ID"]

    def test_that_is_full_is_tried_again(self, asked, mailbox, run_background_tasks):
        mailbox.answer = "452 Full"
        run_background_tasks()

        self.expect_delivery(mailbox, run_background_tasks, asked)

    @pytest.mark.parametrize(
        "answer",
        [
            "550 Nobody here",
            "550 Recipient address rejected: User unknown",
            "550 5.1.1 Nobody here",
            "550 5.2.1 x",
        ],
    )
    def test_that_knows_no_such_address_is_left_alone(
        self, asked, mailbox, run_background_tasks, answer
    ):
        mailbox.answer = answer
        run_background_tasks()
        mailbox.clear()

        run_background_tasks(early=True)

        assert mailbox.envelopes == []
        asked.refresh_from_db()
        assert asked.status == Subscriber.Status.SUPPRESSED
        assert Suppression.objects.get().reason == Suppression.Reason.BOUNCED

    def test_that_knows_no_such_new_address_takes_nothing_from_the_subscriber(
        self, home, mailbox, run_background_tasks
    ):
        subscriber = SubscriberFactory(email=ADDRESS, new_email="niemand@example.org")
        queue_mail(subscriber, Mail.MOVE)
        mailbox.answer = "550 5.1.1 Nobody here"

        run_background_tasks()

        subscriber.refresh_from_db()
        assert (subscriber.is_active, subscriber.new_email) == (True, "")

    def test_that_refuses_who_was_erased_at_that_moment_is_nobodys_fault(self, asked):
        subscribing.forget(Subscriber.objects.get(pk=asked.pk))

        give_up(asked, Mail.CONFIRM)

        assert Suppression.objects.get().reason == Suppression.Reason.ERASED

    @pytest.mark.parametrize(
        "answer",
        ["550 5.7.1 You are blocked", "550 Blocked by our list", "554 Blocked", "553 5.1.8 x"],
    )
    def test_that_blocks_us_is_seen_by_staff_and_nobodys_fault(
        self, asked, mailbox, keep_connection, answer
    ):
        mailbox.answer = answer

        QueueRunner(worker_id="test").run()

        assert get_health().failed_tasks == 1
        asked.refresh_from_db()
        assert asked.is_pending
        assert not Suppression.objects.exists()

    def test_that_comes_back_sends_nothing_to_who_is_done(
        self, asked, mailbox, run_background_tasks
    ):
        mailbox.answer = "452 Full"
        run_background_tasks()
        mailbox.clear()

        subscribing.confirm(asked)
        run_background_tasks(early=True)

        assert mailbox.envelopes == []

    def test_that_comes_back_sends_nothing_to_who_is_gone(
        self, asked, mailbox, run_background_tasks
    ):
        mailbox.answer = "452 Full"
        run_background_tasks()
        mailbox.clear()

        subscribing.forget(asked)
        run_background_tasks(early=True)

        assert mailbox.envelopes == []
