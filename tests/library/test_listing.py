"""Photos, logos and what nobody agreed to yet: each is found by itself, in the list and chooser."""

import pytest
from django.urls import reverse
from lxml import html

from library.models import Image, ImageKind, PeopleShown
from tests.factories import LibraryImageFactory, PartnerFactory


@pytest.fixture(scope="module")
def kept_pictures(keep):
    with keep():
        for title, kind, people_shown in [
            ("Foto", ImageKind.PHOTO, PeopleShown.NOBODY),
            ("Foto zonder antwoord", ImageKind.PHOTO, ""),
            ("Foto met onbekenden", ImageKind.PHOTO, PeopleShown.UNKNOWN),
            ("Foto met toestemming", ImageKind.PHOTO, PeopleShown.CONSENT),
            ("Beeldmerk", ImageKind.LOGO, PeopleShown.NOBODY),
            ("Beeldmerk zonder antwoord", ImageKind.LOGO, ""),
        ]:
            LibraryImageFactory(title=title, kind=kind, people_shown=people_shown)
        yield


@pytest.fixture
def pictures(kept_pictures, db):
    """Pictures of each kind, with each answer to who is on them."""


PHOTOS = {"Foto", "Foto zonder antwoord", "Foto met onbekenden", "Foto met toestemming"}
LOGOS = {"Beeldmerk", "Beeldmerk zonder antwoord"}
OPEN = {"Foto zonder antwoord", "Foto met onbekenden", "Beeldmerk zonder antwoord"}
SELECTIONS = [
    ({}, PHOTOS),
    ({"show": "logos"}, LOGOS),
    ({"show": "without_consent"}, OPEN),
    ({"q": "zonder"}, {"Foto zonder antwoord"}),
    ({"q": "zonder", "show": "logos"}, {"Beeldmerk zonder antwoord"}),
]


class TestSelection:
    def test_is_what_the_list_shows(self, admin, pictures):
        for query, titles in SELECTIONS:
            response = admin.get(reverse("wagtailimages:index"), query)

            assert {image.title for image in response.context["page_obj"]} == titles, query

    @pytest.mark.parametrize("view", ["choose", "choose_results"])
    def test_is_what_the_chooser_shows(self, admin, pictures, view):
        for query, titles in SELECTIONS:
            response = admin.get(reverse(f"wagtailimages_chooser:{view}"), query)

            assert {image.title for image in response.context["results"]} == titles, query

    @pytest.mark.parametrize(
        "action", ["answer_for_all", "add_tags", "add_to_collection", "delete"]
    )
    def test_is_all_that_is_done_to_all_of_the_list(self, admin, pictures, action):
        address = reverse("wagtail_bulk_action", args=["library", "image", action])

        for query, titles in SELECTIONS:
            response = admin.get(address, {**query, "id": "all"})

            assert {each["item"].title for each in response.context["items"]} == titles, query


class TestList:
    def test_has_a_link_to_each_selection_and_says_which_is_shown(self, admin, pictures):
        response = admin.get(reverse("wagtailimages:index"), {"show": "logos"})

        page = html.document_fromstring(response.content)
        links = page.find_class("picture-selections")[0].xpath(".//a")
        assert [link.text for link in links] == [
            "Foto’s en tekeningen",
            "Logo’s",
            "Toestemming ontbreekt",
        ]
        assert [link.get("aria-current") for link in links] == [None, "page", None]
        found = admin.get(links[2].get("href")).context["page_obj"]
        assert {image.title for image in found} == OPEN

    def test_asks_the_database_as_much_for_many_as_for_few(
        self, admin, pictures, django_assert_max_num_queries
    ):
        def count(address):
            with django_assert_max_num_queries(100) as queries:
                admin.get(address)
            return len(queries)

        addresses = [reverse("wagtailimages:index"), reverse("wagtailimages_chooser:choose")]
        for image in Image.objects.all():
            image.get_rendition("max-165x165")
        few = [count(address) for address in addresses * 2][2:]
        for _number in range(12):
            LibraryImageFactory().get_rendition("max-165x165")

        assert [count(address) for address in addresses] == few


class TestPartner:
    def test_has_its_logos_chosen_among_logos(self, admin, pictures):
        partner = PartnerFactory()

        address = reverse("wagtailsnippets_partners_partner:edit", args=[partner.pk])
        page = html.document_fromstring(admin.get(address).content)

        for name in ["logo", "logo_dark"]:
            chooser = page.get_element_by_id(f"id_{name}-chooser")
            assert chooser.get("data-chooser-url").endswith("?show=logos")
