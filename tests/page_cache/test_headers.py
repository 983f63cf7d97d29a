"""Who may keep an answer, and for how long: by the kind of answer."""

from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from news.models import NewsPage
from page_cache.headers import CacheControlMiddleware
from pages.models import StandardPage
from sharing.models import SharedDraft
from tests import full_site
from tests.factories import FileFactory, LibraryImageFactory, UserFactory

FOR_ALL = {
    "public",
    "max-age=0",
    "s-maxage=60",
    "stale-while-revalidate=60",
    "stale-if-error=86400",
}
FILES = ["/robots.txt", "/.well-known/security.txt", "/site.webmanifest", "/sitemap.xml"]

pytestmark = pytest.mark.usefixtures("full_site", "db")


def read(response):
    """Return the directives of Cache-Control as a set."""
    return set(response["Cache-Control"].split(", "))


class TestAnAnswerToAVisitor:
    def test_may_be_kept_for_a_minute_by_caches_on_the_way(self, client):
        paths = [*full_site.PATHS, *FILES, "/en/", "/zoeken/?q=keukentafel"]

        assert {path: read(client.get(path)) for path in paths} == dict.fromkeys(paths, FOR_ALL)

    def test_may_be_kept_where_there_is_no_page(self, client):
        for path, status in [("/bestaat-niet/", 404), ("/NIEUWS/", 301)]:
            response = client.get(path)

            assert response.status_code == status, path
            assert read(response) == FOR_ALL, path

    def test_leads_on_and_may_be_kept(self, client):
        Redirect.objects.create(old_path="/qr", redirect_link="/nieuws/")

        response = client.get("/qr/")

        assert response.status_code == 301
        assert read(response) == FOR_ALL

    def test_is_not_sent_to_who_has_it(self, client):
        first = client.get("/")

        second = client.get("/", headers={"if-none-match": first["ETag"]})

        assert second.status_code == 304
        assert read(second) == FOR_ALL

    def test_is_the_same_each_time(self, client):
        assert [client.get(path)["ETag"] for path in full_site.PATHS] == [
            client.get(path)["ETag"] for path in full_site.PATHS
        ]

    def test_to_a_public_document_may_be_kept(self, client):
        assert read(client.get(FileFactory().url)) == FOR_ALL


class TestNobodyKeeps:
    def test_the_answer_to_a_form(self, client):
        for path in ["/contact/bericht/", "/nieuwsbrief/aanmelden/"]:
            assert "no-store" in read(client.post(path))

    def test_the_admin(self, client):
        for path in ["/admin/", "/admin/login/", "/admin/password_reset/"]:
            assert "no-store" in read(client.get(path)), path

    def test_what_staff_see_of_a_page(self, admin):
        for path in ["/", "/nieuws/keukentafel/", "/admin/pages/", "/admin/images/"]:
            assert "no-store" in read(admin.get(path))

    @pytest.mark.parametrize("kind", ["login", "password"])
    def test_a_private_page(self, client, kind):
        page = StandardPage.objects.first()
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")

        assert "no-store" in read(client.get(page.url))

    def test_a_private_page_for_who_may_see_it(self, admin):
        page = StandardPage.objects.first()
        PageViewRestriction.objects.create(page=page, restriction_type="login")

        response = admin.get(page.url)

        assert response.status_code == 200
        assert "no-store" in read(response)

    def test_a_preview(self, admin):
        page = NewsPage.objects.get()
        page.save_revision()

        response = admin.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

        assert response.status_code == 200
        assert "no-store" in read(response)

    def test_a_shared_draft(self, client):
        page = NewsPage.objects.get()
        page.save_revision()
        shared = SharedDraft.share(page, UserFactory(), days=7)

        assert "no-store" in read(client.get(shared.get_absolute_url()))

    def test_the_page_behind_a_link_in_a_mail(self, client):
        response = client.get(reverse("newsletter:confirm", args=["geen:goede:link"]))

        assert "no-store" in read(response)

    def test_an_error(self, client, monkeypatch):
        client.raise_request_exception = False
        monkeypatch.setattr(StandardPage, "get_context", fail)

        response = client.get(StandardPage.objects.first().url)

        assert response.status_code == 500
        assert "no-store" in read(response)

    def test_a_refusal(self, client):
        assert "no-store" in read(client.get("/", headers={"host": "elsewhere.example.org"}))
        assert "no-store" in read(client.put("/"))


def test_what_brings_a_cookie_is_for_one_visitor_whatever_its_view_says(rf):
    def answer(request):
        response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
        response.set_cookie("keuze", "donker")
        return response

    assert read(CacheControlMiddleware(answer)(rf.get("/"))) == {"private", "no-store"}


def fail(*args, **kwargs):
    raise RuntimeError("broken")


class TestPictures:
    def test_keep_their_place_for_ever_where_the_name_is_of_the_content(self, client):
        rendition = LibraryImageFactory().get_rendition("width-100")

        assert read(client.get(rendition.url)) == {"public", "max-age=31536000", "immutable"}

    def test_keep_it_for_an_hour_where_it_is_not(self, client):
        (Path(settings.MEDIA_ROOT) / "old.width-100.png").write_bytes(b"picture")

        assert read(client.get("/media/old.width-100.png")) == {"public", "max-age=3600"}

    def test_that_are_elsewhere_now_may_come_back(self, client):
        old = "/media/images/old.0123456789ab.png"
        Redirect.objects.create(old_path=old, redirect_link="/nieuws/")

        response = client.get(old)

        assert response.status_code == 301
        assert read(response) == FOR_ALL

    def test_that_are_not_there_may_come(self, client):
        assert read(client.get("/media/images/none.0123456789ab.png")) == FOR_ALL
