"""A short address for a poster leads to its page, in capitals too, and stays right."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import etree
from pytest_django.asserts import assertContains, assertRedirects
from wagtail.contrib.redirects.models import Redirect

from bin.addresses import make_lasting
from bin.deleting import put_page_in_bin
from bin.restoring import restore_pages
from pages.models import StandardPage
from short_addresses.addresses import get_short_addresses
from tests.bin.steps import publish
from tests.factories import StandardPageFactory, get_home, make_onlooker


@pytest.fixture(scope="module")
def kept_page(keep):
    with keep():
        about = StandardPageFactory(parent=get_home(), title="Over ons", slug="over-ons")
        yield StandardPageFactory(parent=about, title="Zorgdag 2026", slug="zorgdag-2026").pk


@pytest.fixture
def page(kept_page, db):
    return StandardPage.objects.get(pk=kept_page)


@pytest.fixture
def address(page):
    return reverse("short_addresses_page", args=[page.pk])


@pytest.fixture
def short(admin, address):
    admin.post(address, {"name": "Zorgdag"})
    return Redirect.objects.get()


class TestShortAddress:
    def test_leads_to_its_page(self, client, page, short):
        assert short.old_path == "/zorgdag"
        for typed in ["/zorgdag", "/zorgdag/", "/Zorgdag", "/ZORGDAG/"]:
            found = client.get(typed, follow=True)
            assert (found.status_code, found.request["PATH_INFO"]) == (200, page.url), typed

    def test_is_not_kept_by_browsers(self, client, page, short):
        assert client.get("/zorgdag").status_code == 302

    def test_follows_a_page_that_moves_and_can_lead_elsewhere(self, client, home, page, short):
        page.move(home, "last-child")
        page.refresh_from_db()
        assertRedirects(client.get("/zorgdag"), page.url)

        other = StandardPageFactory(parent=home, title="Zorgdag 2027")
        short.redirect_page = other
        short.save()
        assertRedirects(client.get("/zorgdag"), other.url)

    def test_keeps_its_place_from_another_page(self, home, page, short):
        with pytest.raises(ValidationError, match="Zorgdag 2026"):
            StandardPageFactory(parent=home, title="Anders", slug="zorgdag")

    def test_keeps_its_place_from_a_page_that_is_moved(self, admin, client, home, page, short):
        other = StandardPageFactory(parent=page, title="Anders", slug="zorgdag")

        response = admin.post(
            reverse("wagtailadmin_pages:move_confirm", args=[other.pk, home.pk]), follow=True
        )

        assertContains(response, "Zorgdag 2026")
        assertRedirects(client.get("/zorgdag"), page.url)

    @pytest.mark.parametrize("leads_on", [False, True])
    def test_is_what_it_was_when_its_page_comes_back(self, client, home, page, short, leads_on):
        before = Redirect.objects.values().get()
        deletion = put_page_in_bin(page, destination=home if leads_on else None)
        assert client.get("/zorgdag/").status_code == (302 if leads_on else 410)

        restore_pages(deletion)

        assertRedirects(client.get("/zorgdag"), page.url)
        assert Redirect.objects.values().get() == before

    def test_stays_temporary_when_its_page_is_gone_for_ever(self, home, page, short):
        put_page_in_bin(page, destination=home)

        make_lasting([page])

        short.refresh_from_db()
        assert (short.redirect_page_id, short.is_permanent) == (home.pk, False)

    def test_is_not_where_a_page_was_that_is_in_the_bin(self, home, page):
        """Its visitors are led here for now, by a redirect that is temporary too."""
        gone = publish(StandardPageFactory(parent=home, title="Zorgdag 2025"))

        put_page_in_bin(gone, destination=page)

        assert Redirect.objects.get().redirect_page_id == page.pk
        assert list(get_short_addresses(page)) == []


class TestScreen:
    def test_refuses_what_is_taken_or_cannot_be_typed(self, admin, page, address, short):
        taken = ["over-ons", "zoeken", "admin", "media", "en", "zorgdag"]
        for name in [*taken, "zorg dag", "a/b", "Wel?", ""]:
            response = admin.post(address, {"name": name})

            assert response.context["form"].errors, name
            assert Redirect.objects.count() == 1, name

    def test_shows_what_is_printed_and_leads_to_the_list_of_redirects(self, admin, address, short):
        response = admin.get(address)

        assertContains(response, "/zorgdag</h2>")
        assertContains(response, reverse("wagtailredirects:edit", args=[short.pk]))

    def test_gives_a_qr_code_without_a_script(self, admin, page, short):
        response = admin.get(
            reverse("short_addresses_qr", args=[page.pk, short.pk]), {"download": ""}
        )

        assert response["Content-Type"] == "image/svg+xml"
        assert response["Content-Disposition"] == 'attachment; filename="qr-zorgdag.svg"'
        drawing = etree.fromstring(response.content)
        assert {etree.QName(each).localname for each in drawing.iter()} <= {"svg", "g", "path"}

    def test_is_for_who_may_publish_the_page(self, client, page, address):
        client.force_login(make_onlooker())

        client.post(address, {"name": "zorgdag"})

        assert not Redirect.objects.exists()
