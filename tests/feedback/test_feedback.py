"""Visitors say whether a page was useful, and may add a remark, without anybody knowing them."""

import pytest
from django.core import mail
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import PageViewRestriction

from accounts.models import User
from contact.models import Message
from feedback.forms import RemarkForm
from feedback.models import AnswerCount
from pages.models import ContactSettings
from tests.factories import StandardPageFactory

HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def page(home):
    return StandardPageFactory(parent=home, title="Meedoen", slug="meedoen")


def press(client, page, answer="yes", prefix="/reacties", **headers):
    return client.post(f"{prefix}/{page.pk}/", {"answer": answer}, headers={**HERE, **headers})


def write(client, page, **fields):
    values = {"message": "Het adres ontbreekt.", "stamp": RemarkForm().get_stamp(), **fields}
    return client.post(f"/reacties/{page.pk}/opmerking/", values, headers=HERE)


class TestTheQuestion:
    def test_stands_below_a_page_in_its_language(self, client, page, english_home):
        english = StandardPageFactory(parent=english_home, title="Take part", slug="take-part")

        for each, question, action in [
            (page, "Was deze pagina nuttig?", f"/reacties/{page.pk}/"),
            (english, "Was this page useful?", f"/en/feedback/{english.pk}/"),
        ]:
            document = html.document_fromstring(client.get(each.url).content)
            (form,) = document.xpath("//form[@class='useful wrapper']")
            assert form.xpath("string(p)") == question
            assert form.get("action") == action

    def test_is_not_asked_on_the_home_page(self, client, home):
        assertNotContains(client.get(home.url), "useful")

    def test_is_not_asked_on_a_draft(self, page):
        """Somebody may read it by a link; an answer would be about what nobody sees."""
        page.unpublish()

        assert b'class="useful' not in page.make_preview_request().content

    def test_is_not_asked_on_a_page_for_a_few(self, admin, page):
        """Its title would be told to whoever answers."""
        PageViewRestriction.objects.create(page=page, restriction_type="login")

        assertNotContains(admin.get(page.url), 'class="useful')
        assert press(admin, page).status_code == 404


class TestAnAnswer:
    def test_counts_with_the_first_press(self, client, page):
        for answer in ["yes", "no", "no"]:
            assertRedirects(press(client, page, answer), f"/reacties/{page.pk}/opmerking/")

        counts = {each.answer: each.number for each in AnswerCount.objects.all()}
        assert counts == {"yes": 1, "no": 2}

    @pytest.mark.parametrize("answer", ["", "maybe", "yes; drop table"])
    def test_that_is_none_counts_nothing(self, client, page, answer):
        assertRedirects(press(client, page, answer), page.url)

        assert not AnswerCount.objects.exists()

    def test_of_another_site_counts_nothing(self, client, page):
        response = press(client, page, **{"sec-fetch-site": "cross-site"})

        assert response.status_code == 403
        assert not AnswerCount.objects.exists()

    def test_sets_no_cookie(self, client, page):
        press(client, page)
        write(client, page)

        assert not client.cookies

    def test_is_refused_in_words_to_who_gives_many(self, client, page, settings):
        settings.FEEDBACK_LIMITS = {"network": (1, 600), "site": (600, 600)}
        press(client, page)

        response = press(client, page)

        assertContains(response, "Probeer het over 10 minuten opnieuw", status_code=429)
        assert AnswerCount.objects.get().number == 1

    def test_about_a_page_that_is_not_there_is_not_found(self, client, page):
        page.unpublish()

        assert press(client, page).status_code == 404


class TestARemark:
    def test_goes_to_who_reads_messages(self, client, home, page, run_background_tasks):
        ContactSettings.objects.update_or_create(
            site=home.get_site(), defaults={"email": "info@example.org"}
        )

        assertRedirects(write(client, page), f"/reacties/{page.pk}/verstuurd/")

        run_background_tasks()
        message = Message.objects.get()
        assert message.subject == "Opmerking over “Meedoen”"
        assert message.text == "Het adres ontbreekt."
        (sent,) = mail.outbox
        assert (sent.to, sent.reply_to) == (["info@example.org"], [])
        assert "wil geen antwoord" in sent.body

    def test_may_ask_for_a_reply(self, client, home, page, run_background_tasks):
        ContactSettings.objects.update_or_create(
            site=home.get_site(), defaults={"email": "info@example.org"}
        )

        write(client, page, email="noor@example.org")

        run_background_tasks()
        assert mail.outbox[0].reply_to == ['"Een bezoeker" <noor@example.org>']

    def test_that_is_not_right_comes_back_as_it_was_typed(self, client, page):
        response = write(client, page, email="noor")

        assertContains(response, "Het adres ontbreekt.")
        assertContains(response, "Dit e-mailadres klopt niet")
        assert not Message.objects.exists()

    def test_of_a_program_is_kept_apart(self, client, page):
        write(client, page, remark="koop nu")

        assert Message.objects.get().state == Message.State.SUSPECTED

    def test_without_words_is_asked_for(self, client, page):
        assertContains(write(client, page, message=""), "Vul uw opmerking in")


class TestTheScreen:
    def test_tells_what_was_said_by_month(self, admin, client, page):
        for answer in ["yes", "no", "no"]:
            press(client, page, answer)
        write(client, page)

        response = admin.get(reverse("feedback_page", args=[page.pk]))

        cells = html.document_fromstring(response.content).xpath("//table//td/text()")
        assert cells == ["1", "2"]
        (link,) = html.document_fromstring(response.content).xpath(
            "//a[contains(., 'Lees de opmerkingen')]/@href"
        )
        assertContains(admin.get(link), "Opmerking over “Meedoen”")

    def test_says_that_nobody_answered(self, admin, page):
        assertContains(admin.get(reverse("feedback_page", args=[page.pk])), "Nog niemand")

    def test_is_for_who_may_edit_the_page(self, client, page):
        client.force_login(User.objects.create_user(email="noor@example.org"))

        assert client.get(reverse("feedback_page", args=[page.pk])).status_code == 302

    def test_is_led_to_from_the_form(self, admin, page):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

        assertContains(admin.get(edit), reverse("feedback_page", args=[page.pk]))


class TestAMessageWithoutAnAddress:
    def test_offers_no_reply(self, admin, client, page):
        write(client, page)

        response = admin.get(reverse("contact_messages:inspect", args=[Message.objects.get().pk]))

        assertNotContains(response, "mailto:")
        assertContains(response, "Geen: deze bezoeker wil geen antwoord.")
