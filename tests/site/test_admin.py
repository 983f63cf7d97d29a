"""An editor can open, save and preview every kind of content."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains
from wagtail.models import Page, Site, get_page_models

from news.models import NewsPage
from pages.models import BasePage, ContactSettings
from tests.factories import (
    LibraryImageFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    PartnerFactory,
    RoleFactory,
    SubjectFactory,
    ThemeFactory,
)
from tests.full_site import get_pages


@pytest.fixture
def pages(full_site, db):
    """One page of each type, the work team with all its parts."""
    return get_pages()


class TestPagesInTheAdmin:
    def test_preview_as_drafts(self, pages, rf):
        for page in pages:
            draft = page.save_revision().as_object()
            response = draft.make_preview_request()
            assert response.status_code == 200, page
            assertContains(response, "</h1>")

    def test_show_dates_the_dutch_way(self, admin, pages):
        item = next(page for page in pages if isinstance(page, NewsPage))

        response = admin.get(reverse("wagtailadmin_pages:edit", args=[item.pk]))

        assertContains(response, 'value="13-05-2018"')

    def test_know_how_many_of_a_type_there_are(self, pages):
        assert {type(page) for page in pages} == set(get_page_models()) - {Page}
        assert Page.objects.type(BasePage).filter(locale=pages[0].locale).count() == len(pages)


class TestSettings:
    def test_keep_the_contact_details(self, admin, home):
        site = Site.objects.get()
        url = reverse("wagtailsettings:edit", args=["pages", "contactsettings", site.pk])
        assert admin.get(url).status_code == 200

        admin.post(
            url,
            {
                "street": "Museumpark 40",
                "postcode": "3015 CX",
                "social_links-count": 0,
                "footer_pages-count": 0,
            },
        )

        assert ContactSettings.for_site(site).street == "Museumpark 40"


class TestSnippets:
    def test_are_previewed(self, home):
        site = Site.objects.get()
        things = [
            PartnerFactory(logo=LibraryImageFactory()),
            ThemeFactory(),
            RoleFactory(),
            MunicipalityFactory(),
            ContactSettings.for_site(site),
        ]

        for thing in things:
            assert thing.make_preview_request().status_code == 200, thing


class TestANewsItem:
    def test_is_made_and_published_by_an_editor(self, admin, client, home):
        index = NewsIndexPageFactory(parent=home)

        admin.post(
            reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk]),
            {
                "title": "Coördinatie één",
                "slug": "coordinatie-een",
                "date": "13-5-2018",
                "body-count": 0,
                "related_news-TOTAL_FORMS": 0,
                "related_news-INITIAL_FORMS": 0,
                "comments-TOTAL_FORMS": 0,
                "comments-INITIAL_FORMS": 0,
                "action-publish": "1",
            },
        )

        page = NewsPage.objects.get()
        assert page.date == datetime.date(2018, 5, 13)
        assertContains(client.get("/nieuws/coordinatie-een/"), "Coördinatie één</h1>")


class TestDragging:
    @pytest.mark.parametrize(
        ("model", "factory"),
        [
            ("partners_partner", PartnerFactory),
            ("teams_theme", ThemeFactory),
            ("teams_role", RoleFactory),
            ("contact_subject", SubjectFactory),
        ],
    )
    def test_changes_the_order_of_things_just_made(self, admin, home, model, factory):
        first, second, third = [factory(name=name) for name in ["een", "twee", "drie"]]

        url = reverse(f"wagtailsnippets_{model}:reorder", args=[third.pk])
        admin.post(f"{url}?position=0")

        ordered = type(first).objects.order_by("sort_order")
        assert list(ordered) == [third, first, second]
