"""What visitors may see no more does not come back when the database is away."""

import pytest
from wagtail.models import Page, PageViewRestriction

from news.models import NewsPage
from page_cache.freshness import KnownVersion
from page_cache.store import get_store
from teams.models import WorkTeamIndexPage

NEWS = "/nieuws/keukentafel/"

pytestmark = pytest.mark.usefixtures("full_site", "db")


def restrict(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def move(page):
    page.move(WorkTeamIndexPage.objects.first(), pos="last-child")


def delete_many(page):
    Page.objects.filter(pk=page.pk).delete()


@pytest.fixture(autouse=True)
def _page_cache(settings, tmp_path):
    settings.PAGE_CACHE, settings.PAGE_CACHE_DIR, settings.PAGE_CACHE_SECONDS = True, tmp_path, 0


@pytest.mark.parametrize("withdraw", [restrict, move, delete_many, Page.delete, Page.unpublish])
def test_a_page_that_nobody_asked_for_since(
    withdraw, client, monkeypatch, django_capture_on_commit_callbacks
):
    page = NewsPage.objects.get()
    for path in [NEWS, "/nieuws/"]:
        assert page.title in client.get(path).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(page)

    monkeypatch.setattr(KnownVersion, "get", lambda known: None)
    for path in [NEWS, "/nieuws/"]:
        assert page.title not in client.get(path).content.decode()


def test_another_order_of_the_menu_takes_nothing_away(client, django_capture_on_commit_callbacks):
    client.get(NEWS)
    section = WorkTeamIndexPage.objects.first()

    with django_capture_on_commit_callbacks(execute=True):
        section.move(section.get_parent(), pos="first-child")

    assert get_store().find(f"http://testserver{NEWS}?")
