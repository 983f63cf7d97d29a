"""A redirect outlives the page that it leads to, and troubles nobody while that has no address."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from bin.deleting import put_page_in_bin
from bin.emptying import throw_away
from tests.bin.steps import publish
from tests.factories import NewsIndexPageFactory, StandardPageFactory, translate


@pytest.fixture
def deletion(home):
    """The news page, in the bin."""
    return put_page_in_bin(publish(NewsIndexPageFactory(parent=home, title="Nieuws")))


@pytest.fixture
def page(deletion):
    return Page.objects.get(pk=deletion.pages.get().page_id)


def test_visitors_are_led_to_no_version_that_they_may_not_see(home, english_home):
    about = publish(StandardPageFactory(parent=home, title="Over ons"))
    translate(about, title="About us").unpublish()
    page = publish(StandardPageFactory(parent=english_home, title="Meeting"))

    put_page_in_bin(page, destination=about)

    assert Redirect.objects.get().redirect_page_id == about.pk


class TestARedirectToAPageWithoutAnAddress:
    @pytest.mark.parametrize("route", ["", "/feed/rss/"])
    def test_leads_nowhere(self, client, page, route):
        Redirect.add_redirect("/feed", page, page_route_path=route)

        assert client.get("/feed/").status_code == 404

    def test_is_in_the_list_of_redirects_and_its_files(self, admin, page):
        Redirect.add_redirect("/feed", page, page_route_path="/feed/rss/")

        address = reverse("wagtailredirects:index")

        assertContains(admin.get(address), "/feed")
        exported = b"".join(admin.get(address, {"export": "csv"}).streaming_content)
        assert b"/feed,," in exported

    def test_leads_to_its_route_where_the_page_has_an_address(self, client, home):
        index = publish(NewsIndexPageFactory(parent=home, title="Nieuws"))
        Redirect.add_redirect("/feed", index, page_route_path="/feed/rss/")

        assertRedirects(client.get("/feed/"), f"{index.url}feed/rss/", 301)

    def test_stays_for_another_page_when_that_one_is_gone(self, client, home, deletion, page):
        """It may be a short address in print."""
        short = Redirect.add_redirect("/nieuwsbank", page, is_permanent=False)

        throw_away(deletion)

        assert client.get("/nieuwsbank/").status_code == 404
        other = publish(StandardPageFactory(parent=home, title="Actueel"))
        short.refresh_from_db()
        short.redirect_page = other
        short.save()
        assertRedirects(client.get("/nieuwsbank/"), other.url)
