"""What staff can do with messages, and who of them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import ModelLogEntry

from accounts.models import User
from contact.models import Message
from tests.factories import MessageFactory

INDEX = "/admin/messages/"


@pytest.fixture
def message(home):
    return MessageFactory()


@pytest.fixture
def make_staff(client, db):
    """Return a function that signs somebody in who is in a group."""

    def make_staff(group):
        user = User.objects.create_user("iemand@example.org", "een lang wachtwoord")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return make_staff


def show(message, action="inspect"):
    return reverse(f"contact_messages:{action}", args=[message.pk])


class TestTheList:
    def test_shows_messages_newest_first_with_their_state(self, admin, message):
        MessageFactory(name="Piet", state=Message.State.ANSWERED)

        page = admin.get(INDEX).content.decode()

        assert page.index("Piet") < page.index("Fatima")
        assert "beantwoord" in page

    def test_finds_words_in_a_message(self, admin, message):
        MessageFactory(name="Piet", text="Over de mantelzorgboete")

        response = admin.get(INDEX, {"q": "mantelzorg"})

        assertContains(response, "Piet")
        assertNotContains(response, "Fatima")

    @pytest.mark.parametrize(
        "query", [{"state": "new"}, {"subject": "Meedoen"}, {"mailed_at": "false"}]
    )
    def test_filters(self, admin, message, query):
        Message.objects.update(
            state="answered", subject="Iets anders", mailed_at="2026-01-01T12:00:00Z"
        )
        MessageFactory(name="Piet", subject="Meedoen")

        response = admin.get(INDEX, query)

        assertContains(response, "Piet")
        assertNotContains(response, "Fatima")

    def test_has_no_button_to_add_a_message(self, admin, message):
        assertNotContains(admin.get(INDEX), "toevoegen")

    def test_stands_in_the_menu_with_the_number_of_new_ones(self, admin, message):
        MessageFactory(state=Message.State.ANSWERED)

        assertContains(admin.get("/admin/"), "Berichten (1)")


class TestAMessage:
    def test_is_answered_by_mail(self, admin, message):
        Message.objects.update(email="a+b@example.nl", subject="Vraag & antwoord?")

        document = html.document_fromstring(admin.get(show(message)).content)

        (link,) = document.xpath("//a[text()='Antwoord per e-mail']")
        assert link.get("href") == (
            "mailto:a%2Bb@example.nl?subject=Re%3A%20Vraag%20%26%20antwoord%3F"
        )

    def test_shows_what_was_written_as_text(self, admin, message):
        Message.objects.update(name="<b>Jan</b>", text="<script>alert(1)</script>\n\nמשפט")

        response = admin.get(show(message))

        assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")
        assertContains(response, "<bdi>&lt;b&gt;Jan&lt;/b&gt;</bdi>")
        assertContains(response, 'class="message-text" dir="auto"')

    def test_is_marked_as_answered_and_as_new(self, admin, message):
        assertRedirects(admin.post(show(message, "mark_answered")), show(message))
        message.refresh_from_db()
        assert message.state == Message.State.ANSWERED

        admin.post(show(message, "mark_new"))
        message.refresh_from_db()
        assert message.state == Message.State.NEW

    def test_is_not_changed_by_a_link(self, admin, message):
        for action in ["mark_answered", "mark_new", "mail_again"]:
            assert admin.get(show(message, action)).status_code == 405

    def test_is_deleted_and_leaves_no_word(self, admin, message):
        assertRedirects(admin.post(show(message, "delete")), INDEX)

        assert not Message.objects.exists()
        assert "Fatima" not in str(list(ModelLogEntry.objects.values()))

    def test_says_that_it_was_not_mailed_and_why(self, admin, message):
        Message.objects.update(mail_problem="[Errno 111] Connection refused")

        response = admin.get(show(message))

        assertContains(response, "kon niet worden gemaild naar werkteams@example.org")
        assertContains(response, "Connection refused")

    def test_is_mailed_when_somebody_asks_for_it(
        self, admin, message, run_background_tasks, mailoutbox
    ):
        Message.objects.update(mail_problem="[Errno 111] Connection refused")

        admin.post(show(message, "mail_again"))
        run_background_tasks()

        assert [mail.to for mail in mailoutbox] == [["werkteams@example.org"]]

    def test_says_that_nobody_is_named_to_answer_it(self, admin, message):
        Message.objects.update(recipient="")

        assertContains(admin.get(show(message)), "er is geen e-mailadres voor")


class TestWhoMaySeeMessages:
    def test_are_those_with_the_role(self, make_staff, message):
        client = make_staff("Redactie")

        assertContains(client.get(INDEX), "Fatima")
        assertContains(client.get("/admin/"), "Berichten (1)")
        client.post(show(message, "mark_answered"))
        assert Message.objects.get().state == Message.State.ANSWERED

    @pytest.mark.parametrize("group", ["Meeschrijver", "Beheer"])
    def test_are_no_others(self, make_staff, message, group):
        client = make_staff(group)

        assertNotContains(client.get("/admin/"), "Berichten (")
        for address in [INDEX, show(message), show(message, "delete")]:
            assertRedirects(client.get(address), "/admin/")
        for action in ["mark_answered", "mail_again", "delete"]:
            assertRedirects(client.post(show(message, action)), "/admin/")
        assert Message.objects.get().state == Message.State.NEW

    def test_are_no_visitors(self, client, message):
        assert client.get(INDEX).status_code == 302
        assert "/login/" in client.get(show(message))["Location"]
