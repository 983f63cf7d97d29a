"""How a message reaches its recipient, by a real mail server, whatever that server does."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from contact.models import Message
from contact.sending import mail_message, store_message
from tests.factories import MessageFactory


@pytest.fixture
def mail_it(mailbox, run_background_tasks):
    """Return a function that mails a message, with fields, and returns what the server got."""

    def mail_it(**fields):
        mail_message.enqueue(MessageFactory(**fields).pk)
        run_background_tasks()
        return mailbox.mails[-1]

    return mail_it


def read_text(mail):
    """Return the text of a mail, with the line breaks of Unix instead of those of SMTP."""
    return mail.get_content().replace("\r\n", "\n")


@pytest.mark.django_db
class TestTheMail:
    def test_comes_from_the_site_and_is_answered_to_the_visitor(self, mail_it, mailbox):
        mail = mail_it()

        assert mail["From"] == "Werkplaats <website@example.org>"
        assert mail["To"] == "werkteams@example.org"
        assert mail["Reply-To"] == "Fatima <fatima@example.nl>"
        assert mail["Subject"] == "Bericht van Fatima: Een vraag over een werkteam"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mailbox.envelopes[0].mail_from == "website@example.org"
        assert mailbox.envelopes[0].rcpt_tos == ["werkteams@example.org"]

    def test_is_plain_text_in_dutch_with_the_way_to_the_message(self, mail_it):
        mail = mail_it(language="en", text="May I come & see?\n<b>Soon</b>")

        assert mail.get_content_type() == "text/plain"
        text = read_text(mail)
        assert "May I come & see?\n<b>Soon</b>\n" in text
        assert "Taal van de pagina: Engels" in text
        assert f"http://localhost/admin/messages/inspect/{Message.objects.get().pk}/" in text

    @pytest.mark.parametrize(
        "name",
        [
            "Fatima Yıldız-Ağaoğlu",
            "Jansen, P. (Piet)",
            'Piet "de kok" Jansen',
            "x@evil.example, Jan",
            "Jan <x@evil.example>",
            "Jan Bcc: all@example.org",
            "فاطمة 👨‍👩‍👧",
            "Wilhelmina " * 9,
            "🌷" * 10,
            "\\",
        ],
        ids=range(10),
    )
    def test_has_one_address_to_answer_to_whatever_the_name_is(self, mail_it, mailbox, name):
        mail = mail_it(name=name.strip())

        (reply_to,) = mail["Reply-To"].addresses
        assert reply_to.addr_spec == "fatima@example.nl"
        assert reply_to.display_name == name.strip()
        assert mailbox.envelopes[0].rcpt_tos == ["werkteams@example.org"]
        assert mail["Bcc"] is None

    def test_says_the_text_as_it_was_written(self, mail_it):
        text = "שלום مرحبا 🇳🇱\n.\n..\nFrom hier\n" + "zonder-spatie" * 500

        assert text in read_text(mail_it(text=text))

    def test_has_the_same_id_however_often_it_is_mailed(self, mail_it, mailbox):
        mail_it()
        Message.objects.update(mailed_at=None)
        mail_message.call(Message.objects.get().pk)

        first, second = mailbox.mails
        assert first["Message-ID"] == second["Message-ID"]
        assert first["Message-ID"].endswith("@example.org>")

    def test_without_a_subject_has_a_title(self, mail_it):
        assert mail_it(subject="")["Subject"] == "Bericht van Fatima"


@pytest.mark.django_db
class TestMailing:
    def test_is_done_once(self, mailbox, run_background_tasks):
        message = MessageFactory()
        for _ in range(3):
            mail_message.enqueue(message.pk)

        run_background_tasks()

        assert len(mailbox.mails) == 1
        message.refresh_from_db()
        assert message.mailed_at
        assert message.get_mail_display() == "verstuurd"

    @pytest.mark.parametrize("failure", ["refuses", "hangs", "breaks off"])
    def test_is_done_later_when_the_server_fails(
        self, mailbox, run_background_tasks, settings, failure
    ):
        message = MessageFactory()
        mail_message.enqueue(message.pk)
        mailbox.fails = failure
        patience = settings.EMAIL_TIMEOUT
        settings.EMAIL_TIMEOUT = 0.2 if failure == "hangs" else patience

        run_background_tasks()

        message.refresh_from_db()
        assert (message.mailed_at, mailbox.mails) == (None, [])
        assert message.mail_problem
        assert message.get_mail_display() == "niet verstuurd"

        mailbox.fails, settings.EMAIL_TIMEOUT = "", patience
        run_background_tasks(early=True)

        message.refresh_from_db()
        assert (len(mailbox.mails), message.mail_problem) == (1, "")
        assert message.mailed_at

    def test_is_done_later_when_there_is_no_server(self, mailbox, run_background_tasks, settings):
        message = MessageFactory()
        mail_message.enqueue(message.pk)
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

        run_background_tasks()
        settings.EMAIL_PORT = port
        run_background_tasks(early=True)

        message.refresh_from_db()
        assert len(mailbox.mails) == 1
        assert message.mailed_at

    def test_passes_over_what_was_deleted_meanwhile(self, mailbox, run_background_tasks):
        message = MessageFactory()
        mail_message.enqueue(message.pk)
        message.delete()

        run_background_tasks()

        assert mailbox.mails == []


@pytest.mark.django_db
class TestStoreMessage:
    def test_keeps_message_and_task_or_neither(self):
        with transaction.atomic():
            store_message(MessageFactory.build())
            transaction.set_rollback(True)

        assert (Message.objects.count(), DBTaskResult.objects.count()) == (0, 0)

        store_message(MessageFactory.build())

        assert (Message.objects.count(), DBTaskResult.objects.count()) == (1, 1)
