"""How often a page is read is counted, whoever makes the page, and nothing of who reads it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from tests.factories import StandardPageFactory
from visits.counting import count_visits, delete_outdated_counts
from visits.models import DayCount, LogPosition, Origin, YearCount
from visits.origins import get_origin

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TODAY = datetime.date(2026, 11, 27)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """Where it is written down what was read, today."""
    monkeypatch.setattr(timezone, "localdate", lambda value=None: value.date() if value else TODAY)
    settings.VISITS_DIR = tmp_path / "visits"
    return settings.VISITS_DIR


@pytest.fixture
def page(home):
    return StandardPageFactory(parent=home, title="Over ons", slug="over-ons")


def read(client, path, browser=FIREFOX, **headers):
    return client.get(path, headers={"user-agent": browser, **headers})


def list_counts():
    """Return what was counted, as {(page, origin): number}."""
    return {(each.page_id, each.origin): each.number for each in DayCount.objects.filter(day=TODAY)}


class TestVisits:
    def test_count_each_time_and_where_visitors_came_from(self, client, page):
        read(client, page.url)
        read(client, page.url, referer="https://www.google.nl/")
        read(client, page.url, referer="https://www.google.com/search?q=geheim")
        count_visits()
        read(client, page.url)

        count_visits()
        count_visits()

        assert list_counts() == {
            (page.pk, Origin.UNKNOWN): 2,
            (page.pk, Origin.SEARCH_ENGINE): 2,
        }
        assert YearCount.objects.get().number == 4

    def test_count_each_language_as_a_page_of_its_own(self, client, home, english_home):
        read(client, home.url)
        read(client, english_home.url, referer="http://localhost/")

        count_visits()

        assert list_counts() == {
            (home.pk, Origin.UNKNOWN): 1,
            (english_home.pk, Origin.SITE): 1,
        }

    def test_take_an_app_for_no_site(self, client, page):
        read(client, page.url, referer="android-app://com.google.android.gm/")

        count_visits()

        assert list_counts() == {(page.pk, Origin.UNKNOWN): 1}

    def test_write_down_nothing_of_the_visitor(self, client, page, folder):
        read(client, page.url, referer="https://example.org/brief/?van=Noor")

        (log,) = folder.iterdir()
        assert log.name == "2026-11-27.site.log"
        assert log.read_text() == f"{page.url}\texample.org\n"

    @pytest.mark.parametrize(
        "headers",
        [
            {"browser": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
            {"browser": ""},
            {"browser": "curl/8.5.0"},
            # What may be read next.
            {"sec-purpose": "prefetch;prerender"},
        ],
    )
    def test_do_not_count_programs(self, client, page, folder, headers):
        read(client, page.url, **headers)

        assert not folder.exists()

    def test_do_not_count_colleagues(self, admin, page, folder):
        read(admin, page.url)

        assert not folder.exists()

    def test_do_not_count_what_is_no_page(self, client, page, folder):
        read(client, "/bestaat-niet/")
        read(client, "/robots.txt")
        read(client, "/zoeken/?q=dag")
        client.head(page.url, headers={"user-agent": FIREFOX})

        count_visits()

        assert not DayCount.objects.exists()

    def test_count_what_did_not_change_since_it_was_read(self, client, page):
        first = read(client, page.url)

        second = read(client, page.url, if_none_match=first.headers["ETag"])
        count_visits()

        assert second.status_code == 304
        assert list_counts() == {(page.pk, Origin.UNKNOWN): 2}

    def test_take_what_a_proxy_wrote_down(self, page, folder):
        folder.mkdir()
        (folder / "2026-11-26.nginx.log").write_bytes(
            f"{page.url}\tt.co\n/\\x22onzin\n".encode() + b"\xff\n" + page.url.encode()
        )

        count_visits()

        assert DayCount.objects.get().number == 1
        assert DayCount.objects.get().day == TODAY - DAY

    def test_leave_no_file_that_is_done_with(self, page, folder):
        folder.mkdir()
        old, new = [folder / f"2026-11-{day}.nginx.log" for day in ["20", "26"]]
        for path in [old, new]:
            path.write_text(f"{page.url}\t\n")

        count_visits()

        assert [old.exists(), new.exists()] == [False, True]
        assert LogPosition.objects.count() == 1
        assert DayCount.objects.count() == 2

    def test_cost_the_same_for_many_pages(self, home, page, folder, django_assert_max_num_queries):
        pages = [StandardPageFactory(parent=home, slug=f"pagina-{number}") for number in range(30)]
        folder.mkdir()
        lines = [f"{each.url}\t\n" for each in [page, *pages]]
        (folder / "2026-11-27.site.log").write_text("".join(lines))

        with django_assert_max_num_queries(20):
            count_visits()

        assert len(list_counts()) == 31

    def test_are_no_reason_to_refuse_a_page(self, client, page, folder):
        folder.write_text("a file where the folder should be")

        assert read(client, page.url).status_code == 200


class TestProxy:
    def test_leaves_out_the_same_programs(self, settings):
        proxy = (settings.BASE_DIR / "production" / "server" / "nginx.conf").read_text()

        assert f'"~*{settings.VISITS_ROBOTS}" 1;' in proxy


class TestOrigin:
    @pytest.mark.parametrize(
        ("host", "origin"),
        [
            ("", Origin.UNKNOWN),
            ("mail.google.com", Origin.UNKNOWN),
            ("localhost", Origin.SITE),
            ("www.google.nl", Origin.SEARCH_ENGINE),
            ("www.google.co.uk", Origin.SEARCH_ENGINE),
            ("duckduckgo.com", Origin.SEARCH_ENGINE),
            ("nl.search.yahoo.com", Origin.SEARCH_ENGINE),
            ("lnkd.in", Origin.SOCIAL_NETWORK),
            ("l.facebook.com", Origin.SOCIAL_NETWORK),
            ("t.co", Origin.SOCIAL_NETWORK),
            ("www.rotterdam.nl", Origin.OTHER_SITE),
            ("x.example.nl", Origin.OTHER_SITE),
        ],
    )
    def test_is_a_kind_of_place(self, host, origin):
        assert get_origin(host) == origin


class TestCountsOfDays:
    def test_are_forgotten_and_those_of_years_stay(self, page):
        for age in [1, 500]:
            DayCount.objects.create(page=page, day=TODAY - age * DAY, origin="site", number=5)
        YearCount.objects.create(page=page, year=2025, number=5)

        delete_outdated_counts()

        assert DayCount.objects.get().day == TODAY - DAY
        assert YearCount.objects.exists()


class TestPageScreen:
    def test_tells_how_often_and_where_from(self, admin, page):
        for origin, number in [(Origin.SEARCH_ENGINE, 40), (Origin.OTHER_SITE, 2)]:
            DayCount.objects.create(page=page, day=TODAY, origin=origin, number=number)
        YearCount.objects.create(page=page, year=2026, number=42)

        html = admin.get(reverse("visits_page", args=[page.pk])).content.decode()

        assert "<b>42</b>" in html
        assert "van een zoekmachine" in html
        assert "minder dan 3" in html
        assert "november 2026" in html
        assert '<th scope="row">2026</th>' in html

    def test_says_that_nobody_was_there(self, admin, page):
        assertContains(admin.get(reverse("visits_page", args=[page.pk])), "<b>0</b>")

    def test_is_for_who_may_edit_the_page(self, client, page):
        client.force_login(User.objects.create_user(email="noor@example.org"))

        assert client.get(reverse("visits_page", args=[page.pk])).status_code == 302

    def test_is_led_to_from_the_form(self, admin, page):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

        assertContains(admin.get(edit), reverse("visits_page", args=[page.pk]))


class TestYears:
    @pytest.fixture
    def counted(self, home, page):
        YearCount.objects.create(page=page, year=2025, number=900)
        YearCount.objects.create(page=page, year=2026, number=2)
        YearCount.objects.create(page=home, year=2026, number=700)

    def test_tell_what_was_read_most(self, admin, counted):
        html = admin.get(reverse("visits_years"), {"year": "2026"}).content.decode()

        assert html.index("700") < html.index("minder dan 3")
        assert "900" not in html

    def test_are_a_file_too(self, admin, counted):
        response = admin.get(reverse("visits_years"), {"export": "csv"})

        lines = b"".join(response.streaming_content).decode().splitlines()
        assert lines[0] == "Pagina,Taal,Jaar,Keer gelezen"
        assert lines[-1] == "Over ons,nl,2026,minder dan 3"

    def test_are_refused_without_the_right(self, client, counted):
        client.force_login(User.objects.create_user(email="noor@example.org"))

        assertNotContains(client.get(reverse("visits_years"), follow=True), "700")
