"""A form of staff that is not taken says what happened, and keeps what was typed."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import Revision

from accounts.models import User
from tests.factories import PASSWORD, StandardPageFactory

AUTOSAVE = {"Accept": "application/json"}
OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
# What the form of a page sends beside what is typed.
REST = {
    "slug": "lang",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}
TYPED = 'Twee "alinea\'s" <b>van</b> Fatima\nen een regel'


@pytest.fixture
def edit(home):
    """The address of the form of a page."""
    return reverse("wagtailadmin_pages:edit", args=[StandardPageFactory(parent=home).pk])


@pytest.fixture
def strict(db):
    """A client that is asked for a token, as browsers are."""
    return Client(enforce_csrf_checks=True)


def read_fields(response):
    """Return the names and values that a page sends again, but for the token."""
    form = html.document_fromstring(response.content.decode()).forms[0]
    # As a browser reads a textarea: without a line break that it begins with.
    return {
        name: value.removeprefix("\n")
        for name, value in form.form_values()
        if name != "csrfmiddlewaretoken"
    }


class TestWhoWasSignedOut:
    def test_is_told_so_by_autosave(self, client, edit):
        response = client.post(edit, {"title": TYPED}, headers=AUTOSAVE)

        assert response.status_code == 403
        assert response.json() == {
            "success": False,
            "error_code": "locked",
            "error_message": (
                "U bent uitgelogd. Log in in een nieuw tabblad, uw tekst blijft staan."
            ),
            "renew": True,
        }

    def test_gets_what_was_typed_back(self, client, edit):
        response = client.post(edit, {"title": TYPED, "action-publish": "1"}, headers=OURS)

        assertContains(response, "U bent uitgelogd", status_code=403)
        assert read_fields(response) == {"title": TYPED, "action-publish": "1"}
        assertContains(response, 'target="_blank"', status_code=403)

    def test_saves_it_after_signing_in(self, strict, edit, editor):
        response = strict.post(edit, {"title": "Nieuwe titel", **REST}, headers=OURS)
        strict.force_login(editor)
        fields = read_fields(response)
        token = strict.get("/admin/token/").json()["token"]

        strict.post(edit, {**fields, "csrfmiddlewaretoken": token}, headers=OURS)

        assert Revision.objects.get().content["title"] == "Nieuwe titel"

    def test_does_not_get_what_another_site_wrote(self, client, edit):
        headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://example.com"}

        response = client.post(edit, {"title": TYPED}, headers=headers)

        assertNotContains(response, "Fatima", status_code=403)

    def test_opens_a_screen_by_the_login_page(self, client, edit):
        assertRedirects(client.get(edit), f"/admin/login/?next={edit}")


class TestWhoSignedInAgain:
    def test_gets_what_was_typed_back(self, strict, edit, editor):
        strict.force_login(editor)

        response = strict.post(edit, {"title": TYPED}, headers=OURS)

        assertContains(response, "van voor u inlogde", status_code=403)
        assert read_fields(response) == {"title": TYPED}

    def test_is_told_by_autosave_to_renew(self, strict, edit, editor):
        strict.force_login(editor)

        response = strict.post(edit, {"title": TYPED}, headers={**AUTOSAVE, **OURS})

        assert response.status_code == 403
        assert response.json()["renew"]

    def test_gets_no_password_back(self, strict):
        typed = {"username": "fatima@example.org", "password": "keukentafel aan zee"}

        response = strict.post("/admin/login/", typed, headers=OURS)

        assertNotContains(response, "keukentafel", status_code=403)

    def test_is_the_business_of_staff_only(self, strict, home):
        response = strict.post("/_util/authenticate_with_password/1/1/", {"password": "x"})

        assertContains(response, "site-header", status_code=403)


class TestWhoMaySaveNoMore:
    def test_is_told_so_by_autosave(self, client, edit):
        writer = User.objects.create_user("schrijver@example.org", PASSWORD)
        writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(writer)

        response = client.post(edit, {"title": TYPED}, headers=AUTOSAVE)

        assert response.status_code == 403
        assert response.json()["success"] is False

    def test_can_copy_what_was_typed(self, client, edit):
        group_less = User.objects.create_user("weg@example.org", PASSWORD)
        group_less.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(group_less)
        rich = '{"blocks": [{"text": "Een alinea van Fatima"}], "entityMap": {}}'

        form = {**REST, "title": TYPED, "body-0-value": rich}
        response = client.post(edit, form, headers=OURS)

        assert response.status_code == 403
        texts = html.document_fromstring(response.content.decode()).xpath("//textarea/text()")
        assert [text.removeprefix("\n") for text in texts] == [TYPED, "Een alinea van Fatima"]


class TestAnEmptyForm:
    @pytest.mark.parametrize("headers", [{}, AUTOSAVE])
    def test_is_refused_in_words(self, admin, edit, headers):
        response = admin.post(edit, headers=headers)

        assert response.status_code == 400
        assertContains(response, "begreep dit formulier niet", status_code=400)

    def test_of_a_new_page_is_too(self, admin, edit, home):
        add = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])

        assert admin.post(add).status_code == 400


class TestALongPage:
    def post(self, client, edit, number, **headers):
        fields = {f"body-0-value-{n}": "x" for n in range(number)}
        return client.post(edit, {"title": "Lang", **REST, **fields}, headers=headers)

    def test_is_saved(self, admin, edit):
        """As a table of 150 rows and 9 columns is sent."""
        self.post(admin, edit, 1500)

        assert Revision.objects.get().content["title"] == "Lang"

    def test_that_is_longer_than_any_is_refused_in_words(self, admin, edit):
        response = self.post(admin, edit, 10_001)

        assertContains(response, "meer dan de site in één keer kan opslaan", status_code=413)
        assertNotContains(response, "Met dit adres", status_code=413)

    def test_that_is_longer_than_any_is_refused_in_json(self, admin, edit):
        response = self.post(admin, edit, 10_001, **AUTOSAVE)

        assert response.status_code == 413
        assert "meer dan de site" in response.json()["error_message"]
        assert not response.json()["renew"]


class TestVisitors:
    FIELDS = {f"field-{number}": "x" for number in range(1001)}

    @pytest.mark.parametrize("address", ["newsletter:sign_up", "contact:send"])
    def test_may_send_a_form_of_a_thousand_fields(self, client, home, address):
        assertContains(client.post(reverse(address), self.FIELDS), "te lang", status_code=413)

    def test_may_not_send_more_to_the_login_page(self, client, home):
        assert client.post("/admin/login/", self.FIELDS).status_code == 413
