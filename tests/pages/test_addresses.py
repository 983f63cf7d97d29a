"""The address of a page is free, its own, and reachable; a visitor is never sent round."""

from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from pages.models import StandardPage
from pages.publishing import PublishingRefusedError
from tests.factories import StandardPageFactory, make_english_home


def rename(page, slug):
    """Publish a page under another slug."""
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    page.save_revision().publish()


def fill_form(page, **fields):
    """Return what the editing form of a standard page sends."""
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }


@pytest.fixture
def page(home):
    return StandardPageFactory(parent=home, title="Doel", slug="doel")


class TestAReservedAddress:
    @pytest.mark.parametrize("slug", ["zoeken", "admin", "media", "static", "en", "nl"])
    def test_is_refused(self, home, slug):
        page = StandardPageFactory(parent=home, title="Zoek", slug=slug, live=False)

        with pytest.raises(PublishingRefusedError) as refused:
            page.save_revision().publish()

        assert f"/{slug}/" in refused.value.messages[0]

    @pytest.mark.parametrize(("slug", "is_refused"), [("search", True), ("zoeken", False)])
    def test_is_one_of_the_language_of_the_page(self, home, slug, is_refused):
        english = make_english_home(home)
        page = StandardPageFactory(
            parent=english, title="Find", slug=slug, locale=english.locale, live=False
        )

        with suppress(PublishingRefusedError):
            page.save_revision().publish()

        page.refresh_from_db()
        assert page.live is not is_refused

    def test_is_free_below_another_page(self, home, page, client):
        below = StandardPageFactory(parent=page, title="Media", slug="media")

        assert client.get(below.url).status_code == 200

    def test_is_refused_when_a_page_moves_there(self, home, page, admin):
        below = StandardPageFactory(parent=page, title="Media", slug="media")
        url = reverse("wagtailadmin_pages:move_confirm", args=[below.pk, home.pk])

        answer = admin.post(url, follow=True)

        assertContains(answer, "/media/")
        assert Page.objects.get(pk=below.pk).get_parent().pk == page.pk


class TestATakenAddress:
    def test_gets_a_number_when_a_page_is_made(self, home, page, admin):
        url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])

        for _again in range(2):
            admin.post(url, fill_form(page))

        slugs = set(StandardPage.objects.values_list("slug", flat=True))
        assert slugs == {"doel", "doel-2", "doel-3"}

    def test_gets_one_number_however_often_it_is_saved(self, home, page, admin):
        draft = StandardPageFactory(parent=home, title="Doel", slug="anders", live=False)
        url = reverse("wagtailadmin_pages:edit", args=[draft.pk])

        for _again in range(2):
            answer = admin.post(url, fill_form(page), headers={"accept": "application/json"})

        assert answer.json()["success"]
        assert StandardPage.objects.get(pk=draft.pk).slug == "doel-2"

    def test_gets_a_number_when_a_page_is_copied(self, home, page, admin):
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])

        admin.post(url, {"new_title": "Doel", "new_slug": "doel", "new_parent_page": home.pk})

        assert StandardPage.objects.filter(slug="doel-2").exists()

    def test_is_never_empty(self, home, page, admin):
        url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])

        admin.post(url, fill_form(page, title="🎉", slug=""))

        assert StandardPage.objects.get(title="🎉").slug == "gewone-pagina"


class TestAnEarlierAddress:
    def test_never_leads_to_itself(self, page, client, django_capture_on_commit_callbacks):
        for slug in ["ander", "doel"]:
            with django_capture_on_commit_callbacks(execute=True):
                rename(page, slug)
        Page.objects.get(pk=page.pk).unpublish()

        assert client.get("/doel/").status_code == 404
        assert client.get("/ander/").headers["location"].endswith("/doel/")

    def test_never_leads_a_page_below_to_itself(
        self, page, client, django_capture_on_commit_callbacks
    ):
        below = StandardPageFactory(parent=page, title="Onder", slug="onder")
        for slug in ["ander", "doel"]:
            with django_capture_on_commit_callbacks(execute=True):
                rename(page, slug)
        Page.objects.get(pk=below.pk).unpublish()

        assert client.get("/doel/onder/").status_code == 404

    def test_never_leads_to_itself_after_two_moves(self, home, page, client):
        other = StandardPageFactory(parent=home, title="Elders", slug="elders")
        for goal in [other, home]:
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=goal.pk), pos="last-child")
        Page.objects.get(pk=page.pk).unpublish()

        assert client.get("/doel/").status_code == 404

    def test_of_before_this_rule_stops_when_the_page_is_unpublished(self, page, client):
        Redirect.add_redirect("/doel/", page, automatically_created=True)

        page.unpublish()

        assert client.get("/doel/").status_code == 404


def test_an_address_that_is_too_long_costs_as_much_as_one_that_leads_nowhere(home, client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/" + "a/" * 2000).status_code == 404

    assert max(len(query["sql"]) for query in queries) < 50_000
