"""Pages for the next visitor: the whole chain, with the page cache that other tests do without."""

import gzip
import time
from pathlib import Path

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from bin.models import LeftAddress
from news.models import NewsPage
from page_cache import freshness
from page_cache.freshness import KnownVersion
from page_cache.middleware import LONGEST_STALE_SECONDS
from page_cache.store import get_store
from pages.models import StandardPage
from sharing.models import SharedDraft
from submissions.forms import LONGEST
from submissions.stamps import is_within, make_day_stamp
from tests import full_site
from tests.factories import UserFactory

FILES = ["/robots.txt", "/.well-known/security.txt", "/site.webmanifest", "/sitemap.xml"]
NEWS = "/nieuws/keukentafel/"

pytestmark = pytest.mark.usefixtures("full_site", "db")


@pytest.fixture(autouse=True)
def _page_cache(settings, tmp_path):
    settings.PAGE_CACHE = True
    settings.PAGE_CACHE_DIR = tmp_path
    # The version is asked for each time, so that no test has to wait.
    settings.PAGE_CACHE_SECONDS = 0


@pytest.fixture
def visit(client):
    """Return a function that asks for an address, as yet another visitor; errors are answered."""
    client.raise_request_exception = False
    return client.get


def is_hit(response):
    return "hit" in response.get("Cache-Status", "")


def fail(*args, **kwargs):
    raise RuntimeError("broken")


class TestTheNextVisitor:
    def test_gets_the_page_of_the_first(self, visit):
        for path in [*full_site.PATHS, *FILES, "/en/", "/favicon.ico"]:
            # A picture is made with the first view of a page, which then is another page.
            visit(path)
            first = visit(path)

            second = visit(path)

            assert is_hit(second), path
            assert second.content == first.content, path
            assert second.status_code == first.status_code, path
            assert second["Cache-Status"] == "werkplaats; hit", path
            headers = {**first.headers, "Cache-Status": second["Cache-Status"]}
            assert dict(second.headers) == headers, path

    def test_gets_what_is_not_there_too(self, visit):
        Redirect.objects.create(old_path="/qr", redirect_link="/nieuws/")

        for path, status in [("/bestaat-niet/", 404), ("/NIEUWS/", 301), ("/qr/", 301)]:
            visit(path)
            assert is_hit(visit(path))
            assert visit(path).status_code == status

    def test_costs_no_query(self, visit):
        visit(NEWS), visit(NEWS)

        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert is_hit(visit(NEWS))

        # That of the version, which is asked for once a second.
        assert len(queries) == 1

    @pytest.mark.parametrize(
        ("accepted", "encoding", "decode"),
        [
            ("gzip, deflate, br, zstd", "br", brotli.decompress),
            ("gzip, deflate", "gzip", gzip.decompress),
            ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
            ("gzip;q=0.001, br; q=0.000", "gzip", gzip.decompress),
            ("identity", None, bytes),
            ("", None, bytes),
        ],
    )
    def test_gets_it_as_the_browser_takes_it(self, visit, accepted, encoding, decode):
        plain = visit(NEWS).content

        for _ in range(2):
            response = visit(NEWS, headers={"accept-encoding": accepted})

            assert response.get("Content-Encoding") == encoding
            assert decode(response.content) == plain
            assert int(response["Content-Length"]) == len(response.content)
            assert "Accept-Encoding" in response["Vary"]

    def test_gets_nothing_who_has_it(self, visit):
        visit(NEWS)
        tag = visit(NEWS)["ETag"]

        for encoding in ["br", "gzip", ""]:
            headers = {"if-none-match": tag, "accept-encoding": encoding}
            response = visit(NEWS, headers=headers)

            assert response.status_code == 304
            assert response["ETag"] == tag
            assert not response.content

    def test_gets_all_of_it_when_the_first_had_it(self, visit):
        tag = visit(NEWS)["ETag"]
        NewsPage.objects.get().save_revision().publish()
        visit(NEWS, headers={"if-none-match": tag})

        assert visit(NEWS).status_code == 200

    def test_may_ask_for_the_headers_only(self, client):
        length = client.get(NEWS)["Content-Length"]

        response = client.head(NEWS)

        assert is_hit(response)
        assert not response.content
        assert response["Content-Length"] == length

    def test_is_not_told_how_the_first_came_here(self, visit):
        visit("/nieuws/?utm_source=mail&page=1&fbclid=x")

        response = visit("/nieuws/?page=1&utm_source=elsewhere")

        assert is_hit(response)
        assert b"utm_" not in response.content
        assert b"fbclid" not in response.content

    def test_gets_what_the_filters_say(self, visit):
        first, second = "/nieuws/?year=2018&page=1", "/nieuws/?page=1&year=1999"
        visit(first), visit(second)

        assert is_hit(visit("/nieuws/?page=1&year=2018"))
        assert visit(first).content != visit(second).content


class TestWhatAnybodyCanInvent:
    """Is kept, and makes room for the pages of the site."""

    @pytest.fixture
    def is_first_to_go(self, visit, tmp_path, settings):
        settings.ALLOWED_HOSTS = ["*"]

        def is_first_to_go(path, **headers):
            visit(path, headers=headers), visit(path, headers=headers)
            key = f"http://{headers.get('host', 'testserver')}{path}"
            path = get_store().get_path(key if "?" in key else f"{key}?")
            return Path(path).stat().st_mtime == 0

        return is_first_to_go

    def test_makes_room(self, is_first_to_go, settings):
        settings.WAGTAILADMIN_BASE_URL = "http://testserver"

        assert not is_first_to_go(NEWS)
        assert is_first_to_go("/bestaat-niet/")
        assert is_first_to_go("/nieuws/?page=1")
        assert is_first_to_go(NEWS, host="testserver:8001")


class TestAChange:
    def test_is_seen_at_once(self, visit):
        page = NewsPage.objects.get()
        visit(NEWS), visit(NEWS)
        page.title = "Heel iets anders"
        page.save_revision().publish()

        response = visit(NEWS)

        assert not is_hit(response)
        assert "Heel iets anders" in response.content.decode()
        assert "Heel iets anders" in visit("/nieuws/").content.decode()

    def test_that_takes_a_page_away_is_too(self, visit):
        visit(NEWS)
        NewsPage.objects.get().unpublish()

        assert visit(NEWS).status_code == 404

    def test_of_the_code_is_seen_after_a_start(self, visit, monkeypatch):
        visit(NEWS), visit(NEWS)
        monkeypatch.setattr(freshness, "STARTED", 1)

        assert not is_hit(visit(NEWS))

    def test_is_asked_for_once_in_a_while(self, monkeypatch):
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now)
        known = KnownVersion(seconds=1)
        version = known.get()
        NewsPage.objects.get().save_revision().publish()

        with CaptureQueriesContext(connection) as queries:
            assert known.get() == version
        assert not queries
        monkeypatch.setattr(time, "monotonic", lambda: now + 1)
        assert known.get() != version


class TestNobodyGets:
    def test_what_staff_saw(self, admin, visit):
        seen = admin.get(NEWS)
        assert "wagtail-userbar" in seen.content.decode()

        response = Client().get(NEWS)

        assert not is_hit(response)
        assert "wagtail-userbar" not in response.content.decode()
        assert "wagtail-userbar" in admin.get(NEWS).content.decode()

    def test_a_draft(self, admin, visit):
        page = NewsPage.objects.get()
        page.title = "Nog geheim"
        page.save_revision()
        shared = SharedDraft.share(page, UserFactory(), days=7)

        draft = admin.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        for response in [draft, Client().get(shared.get_absolute_url())]:
            assert "Nog geheim" in response.content.decode()

        for _ in range(2):
            assert "Nog geheim" not in Client().get(NEWS).content.decode()
            assert "Nog geheim" in Client().get(shared.get_absolute_url()).content.decode()

    def test_a_private_page(self, admin):
        page = StandardPage.objects.first()
        PageViewRestriction.objects.create(page=page, restriction_type="login")

        assert admin.get(page.url).status_code == 200
        assert [Client().get(page.url).status_code for _ in range(2)] == [302, 302]

    @pytest.mark.parametrize(
        "path",
        [
            "/zoeken/?q=keukentafel",
            "/?unknown=1",
            "/documents/1/none.pdf",
            "/-/components/",
            "/admin/",
        ],
    )
    def test_what_may_be_another_page_each_time(self, visit, path):
        visit(path)

        assert not is_hit(visit(path))

    @pytest.mark.parametrize(
        "headers",
        [{"cookie": "messages=x"}, {"authorization": "Basic x"}, {"host": "elsewhere.nl"}],
    )
    def test_a_page_for_somebody_else(self, visit, headers):
        visit(NEWS), visit(NEWS)

        assert not is_hit(visit(NEWS, headers=headers))

    def test_the_answer_to_a_form(self, client):
        for _ in range(2):
            assert not is_hit(client.post("/nieuwsbrief/aanmelden/"))


class TestWhileTheCodeFails:
    @pytest.fixture
    def broken(self, visit, monkeypatch):
        """The news item can be made no more, after it was seen and has changed."""
        visit(NEWS), visit(NEWS)
        NewsPage.objects.get().save_revision().publish()
        monkeypatch.setattr(NewsPage, "get_context", fail)

    def test_the_page_of_before_is_there(self, visit, broken, caplog):
        for _ in range(2):
            response = visit(NEWS)

            assert response.status_code == 200
            assert response["Cache-Status"] == "werkplaats; hit; detail=stale"

        assert caplog.text.count("visitors get pages of before") == 1

    @pytest.mark.parametrize("kind", ["login", "password"])
    def test_a_page_that_became_private_stays_so(self, visit, monkeypatch, kind):
        page = NewsPage.objects.get()
        visit(NEWS), visit(NEWS)
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
        assert "no-store" in visit(NEWS)["Cache-Control"]

        monkeypatch.setattr(KnownVersion, "get", lambda known: None)
        assert page.title not in visit(NEWS).content.decode()
        restriction.delete()
        assert page.title in visit(NEWS).content.decode()

    def test_a_page_that_is_gone_stays_so(self, visit, monkeypatch):
        page = NewsPage.objects.get()
        visit(NEWS), visit(NEWS)
        page.unpublish()
        LeftAddress.objects.get_or_create(site=page.get_site(), path=NEWS.rstrip("/"))
        assert visit(NEWS).status_code == 410

        monkeypatch.setattr(KnownVersion, "get", lambda known: None)
        assert visit(NEWS).status_code == 410

    def test_its_form_can_be_sent_as_long_as_it_is_there(self, visit, broken, now, monkeypatch):
        end_of_day = timezone.localtime(now).replace(hour=23, minute=59, second=59)
        stamp = make_day_stamp("sign-up")
        assert stamp in visit(NEWS).content.decode()

        moment = end_of_day.timestamp() + LONGEST_STALE_SECONDS
        monkeypatch.setattr(time, "time", lambda: moment)

        assert is_within(stamp, "sign-up", LONGEST)

    def test_not_for_ever(self, visit, broken, monkeypatch):
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + LONGEST_STALE_SECONDS + 60)

        assert visit(NEWS).status_code == 500
