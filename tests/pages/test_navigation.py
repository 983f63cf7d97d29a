from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from tests.factories import NewsIndexPageFactory, NewsPageFactory, StandardPageFactory


class TestNavigation:
    def test_shows_the_chosen_sections_in_the_menu_and_the_others_in_the_footer(self, client, home):
        NewsIndexPageFactory(parent=home, title="Nieuws", show_in_menus=True)
        StandardPageFactory(parent=home, title="Privacy")

        html = client.get(home.url).content.decode()

        header, footer = html.split("<main")[0], html.split("<footer")[1]
        assert "Nieuws" in header
        assert "Nieuws" not in footer
        assert "Privacy" in footer
        assert "Privacy" not in header

    def test_marks_the_section_of_the_current_page(self, client, home):
        index = NewsIndexPageFactory(parent=home, title="Nieuws", show_in_menus=True)
        item = NewsPageFactory(parent=index)

        assertContains(client.get(index.url), 'href="/nieuws/" aria-current="page"')
        assertContains(client.get(item.url), 'href="/nieuws/" aria-current="true"')

    def test_leads_back_through_the_pages_above(self, client, home):
        index = NewsIndexPageFactory(parent=home, title="Nieuws")
        item = NewsPageFactory(parent=index, title="Keukentafel")

        html = client.get(item.url).content.decode()

        breadcrumbs = html.split('class="breadcrumbs')[1].split("</nav>")[0]
        places = [breadcrumbs.index(words) for words in ["Home", "Nieuws", "Keukentafel"]]
        assert places == sorted(places)

    def test_hides_drafts_and_private_pages(self, client, home):
        StandardPageFactory(parent=home, title="Concept", live=False, show_in_menus=True)
        private = StandardPageFactory(parent=home, title="Besloten", show_in_menus=True)
        PageViewRestriction.objects.create(page=private, restriction_type="login")

        response = client.get(home.url)

        assertNotContains(response, "Concept")
        assertNotContains(response, "Besloten")


class TestPublished:
    def test_leaves_out_what_is_below_a_private_page(self, home):
        index = NewsIndexPageFactory(parent=home)
        NewsPageFactory(parent=index)
        assert index.get_items().count() == 1

        PageViewRestriction.objects.create(page=index, restriction_type="login")

        assert index.get_items().count() == 0

    def test_agrees_with_wagtail(self, home):
        for number in range(3):
            page = StandardPageFactory(parent=home, title=f"Deel {number}")
            StandardPageFactory(parent=page, title="Onder")
            if number == 1:
                PageViewRestriction.objects.create(page=page, restriction_type="login")
        pages = type(page).objects

        assert set(pages.published()) == set(pages.live().public())
        assert pages.published().count() == 4
