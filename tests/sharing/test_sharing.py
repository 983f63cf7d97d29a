"""Somebody without an account reads a draft by a link: that version, for some days."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageLogEntry

from bin.deleting import put_page_in_bin
from bin.restoring import restore_pages
from library.models import PeopleShown
from sharing.models import SharedDraft
from sharing.screens import SHARED, WITHDRAWN
from tests.factories import LibraryImageFactory, StandardPageFactory, make_onlooker, translate

GONE = "Deze link werkt niet meer"


@pytest.fixture
def page(home):
    """A page that is live as "Oud", and has a draft that is called "Nieuw"."""
    page = StandardPageFactory(parent=home, title="Oud", slug="plan")
    page.title = "Nieuw"
    page.save_revision()
    page.refresh_from_db()
    return page


@pytest.fixture
def shared(page, editor):
    return SharedDraft.share(page, editor, days=7)


@pytest.fixture
def later(monkeypatch):
    """A function that lets so many days go by."""

    def wait(**time):
        moment = timezone.now() + timedelta(**time)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return wait


class TestLink:
    def test_shows_the_draft_and_says_that_it_is_one(self, client, page, shared):
        response = client.get(shared.get_absolute_url())

        assertContains(response, "<h1>Nieuw</h1>")
        assertContains(response, "Dit is een concept.")
        assertContains(client.get(page.url), "<h1>Oud</h1>")
        assertNotContains(client.get(page.url), "Dit is een concept.")

    def test_shows_the_version_that_was_shared(self, client, page, shared):
        page.title = "Nog nieuwer"
        page.save_revision()

        assertContains(client.get(shared.get_absolute_url()), "<h1>Nieuw</h1>")

    def test_opens_a_page_that_was_never_public(self, client, home, editor):
        page = StandardPageFactory(parent=home, title="Geheim plan", live=False)
        shared = SharedDraft.share(page, editor, days=7)

        assertContains(client.get(shared.get_absolute_url()), "<h1>Geheim plan</h1>")
        assert client.get(page.url).status_code == 404

    def test_is_in_the_language_of_the_page(self, client, page, editor, english_home, later):
        english = translate(page, title="New plan")
        shared = SharedDraft.share(english, editor, days=7)

        assertContains(client.get(shared.get_absolute_url()), "This is a draft.")
        later(days=8)
        gone = client.get(shared.get_absolute_url())
        assertContains(gone, "This link does not work any more", status_code=410)

    def test_is_known_to_nobody_else(self, client, shared, later):
        for status in [200, 410]:
            response = client.get(shared.get_absolute_url())

            assert response.status_code == status
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["Cache-Control"] == "no-store"
            assert not response.cookies
            later(days=8)

    def test_ends(self, client, shared, later):
        later(days=6, hours=23)
        assert client.get(shared.get_absolute_url()).status_code == 200

        later(hours=2)

        assertContains(client.get(shared.get_absolute_url()), GONE, status_code=410)

    def test_ends_when_it_is_withdrawn(self, client, shared):
        shared.withdraw()

        assertContains(client.get(shared.get_absolute_url()), GONE, status_code=410)

    def test_ends_with_its_page(self, client, page, shared):
        address = shared.get_absolute_url()

        page.delete()

        assertContains(client.get(address), GONE, status_code=410)

    def test_is_over_while_its_page_is_in_the_bin(self, client, page, shared):
        deletion = put_page_in_bin(page)
        assertContains(client.get(shared.get_absolute_url()), GONE, status_code=410)

        restore_pages(deletion)

        assertContains(client.get(shared.get_absolute_url()), "<h1>Nieuw</h1>")

    @pytest.mark.parametrize("token", ["{pk}", "{pk}:x", "x", "{other}"])
    def test_cannot_be_made_up(self, client, shared, token):
        token = token.format(pk=shared.pk, other=Signer(salt="other").sign(shared.pk))

        assert client.get(reverse("shared_draft", args=[token])).status_code == 404

    def test_shows_no_picture_of_who_withdrew_their_consent(self, client, page, editor):
        image = LibraryImageFactory(
            description="Fatima lacht", people_shown="consent", consent_record="Mail"
        )
        page.body = [("picture", {"image": image, "caption": "", "credit": ""})]
        page.save_revision()
        page.refresh_from_db()
        shared = SharedDraft.share(page, editor, days=7)
        assertContains(client.get(shared.get_absolute_url()), "Fatima lacht")

        image.people_shown = PeopleShown.UNKNOWN
        image.save()

        assertNotContains(client.get(shared.get_absolute_url()), "Fatima lacht")


class TestScreen:
    @pytest.fixture
    def address(self, page):
        return reverse("sharing_share", args=[page.pk])

    def test_is_found_in_the_header_of_the_form(self, admin, page, address):
        assertContains(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])), address)

    def test_makes_a_link(self, admin, editor, page, address):
        response = admin.post(address, {"days": 14}, follow=True)

        shared = SharedDraft.objects.get()
        assert (shared.page_id, shared.created_by) == (page.pk, editor)
        assert shared.revision == page.latest_revision
        assert timedelta(days=13) < shared.expires_at - timezone.now() < timedelta(days=15)
        assertContains(response, f"http://testserver{shared.get_absolute_url()}")
        assert PageLogEntry.objects.filter(page=page.pk, action=SHARED).exists()

    def test_shares_what_code_made_without_calling_it_changed(self, admin, home):
        made = StandardPageFactory(parent=home, title="Gemaakt")
        assert made.latest_revision is None

        admin.post(reverse("sharing_share", args=[made.pk]), {"days": 7})

        made.refresh_from_db()
        assert SharedDraft.objects.get().revision == made.latest_revision
        assert not made.has_unpublished_changes

    def test_offers_no_draft_of_an_alias(self, admin, home, page):
        alias = page.create_alias(parent=home, update_slug="plan-kopie")
        address = reverse("sharing_share", args=[alias.pk])

        assert admin.post(address, {"days": 7}).status_code == 404
        assertNotContains(admin.get(reverse("wagtailadmin_pages:edit", args=[alias.pk])), address)

    @pytest.mark.parametrize("days", ["0", "365", "", "x"])
    def test_makes_no_link_for_longer_than_a_month(self, admin, address, days):
        admin.post(address, {"days": days})

        assert not SharedDraft.objects.exists()

    def test_withdraws_a_link_and_shows_it_no_more(self, admin, page, shared, address):
        response = admin.post(address, {"withdraw": shared.pk}, follow=True)

        shared.refresh_from_db()
        assert not shared.is_active
        assertNotContains(response, shared.get_absolute_url())
        assert PageLogEntry.objects.filter(page=page.pk, action=WITHDRAWN).exists()

    def test_withdraws_no_link_of_another_page(self, admin, home, shared):
        admin.post(reverse("sharing_share", args=[home.pk]), {"withdraw": shared.pk})

        shared.refresh_from_db()
        assert shared.is_active

    @pytest.mark.parametrize("people_shown", ["", PeopleShown.UNKNOWN])
    def test_shares_no_picture_without_consent(self, admin, page, address, people_shown):
        image = LibraryImageFactory(title="Portret", people_shown=people_shown)
        page.lead_image = image
        page.save_revision()

        response = admin.post(address, {"days": 7})

        assert not SharedDraft.objects.exists()
        assertContains(response, "Portret")

    def test_is_for_who_may_edit_the_page(self, client, page, shared, address):
        client.force_login(make_onlooker())

        client.post(address, {"days": 7})
        client.post(address, {"withdraw": shared.pk})

        assert SharedDraft.objects.active().count() == 1
