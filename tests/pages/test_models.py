import datetime

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Site

from pages.models import AccessibilityStatementPage, ContactSettings
from tests.factories import (
    AccessibilityStatementPageFactory,
    ContactPageFactory,
    LibraryImageFactory,
    RoutePageFactory,
    StandardPageFactory,
)

Status = AccessibilityStatementPage.Status


@pytest.fixture
def contact_settings(home):
    return ContactSettings.objects.create(
        site=Site.objects.get(),
        name="Werkplaats Sociaal Domein",
        street="Museumpark 40",
        postcode="3015 CX",
        town="Rotterdam",
        room="MP.L03.105",
        telephone="010 794 5676",
        email="info@werkplaatssociaaldomeinzhz.nl",
        social_links=[("link", {"name": "LinkedIn", "url": "https://example.org/werkplaats"})],
    )


class TestBasePage:
    def test_describes_itself_by_its_summary(self, client, home):
        page = StandardPageFactory(parent=home, summary="Wie wij zijn.")

        assertContains(client.get(page.url), '<meta name="description" content="Wie wij zijn.">')

    def test_prefers_what_the_editor_wrote_for_search_engines(self, client, home):
        page = StandardPageFactory(
            parent=home, summary="Wie wij zijn.", search_description="Over het netwerk."
        )

        assertContains(
            client.get(page.url), '<meta name="description" content="Over het netwerk.">'
        )

    @pytest.mark.parametrize("method", ["put", "delete", "patch", "post"])
    def test_takes_nothing_in(self, client, home, method):
        assert getattr(client, method)(home.url).status_code == 405

    def test_names_the_methods_it_knows(self, client, home):
        assert client.options(home.url)["Allow"] == "GET, HEAD, OPTIONS"

    def test_shows_its_lead_picture_with_alternative_text(self, client, home):
        image = LibraryImageFactory(
            description="Buren op de stoep", credit="Tekening voor deze site"
        )
        page = StandardPageFactory(parent=home, lead_image=image)

        response = client.get(page.url)

        assertContains(response, 'alt="Buren op de stoep"')
        assertContains(response, "Tekening voor deze site")


class TestStandardPage:
    def test_leads_to_the_pages_below_it_but_to_no_drafts(self, client, home):
        page = StandardPageFactory(parent=home)
        StandardPageFactory(parent=page, title="Hoe wij werken")
        StandardPageFactory(parent=page, title="Concept", live=False)

        response = client.get(page.url)

        assertContains(response, '<a href="/over-ons/hoe-wij-werken/">Hoe wij werken</a>')
        assertNotContains(response, "Concept")


class TestContactSettings:
    def test_are_the_one_source_of_footer_contact_page_and_route_page(
        self, client, home, contact_settings
    ):
        contact = ContactPageFactory(parent=home)
        route = RoutePageFactory(parent=contact)

        for page, times in [(home, 1), (contact, 2), (route, 2)]:
            html = client.get(page.url).content.decode().split("<body")[1]
            assert html.count("Museumpark 40") == times
            assert html.count("Kamer MP.L03.105") == times
            assert html.count("3015\N{NO-BREAK SPACE}CX Rotterdam") == times
            assert html.count('href="tel:+31107945676">010\N{NO-BREAK SPACE}794') == times
            assert html.count('href="mailto:info@werkplaatssociaaldomeinzhz.nl"') == times
        # On the route there is no use for it.
        for page, times in [(home, 1), (contact, 2), (route, 1)]:
            html = client.get(page.url).content.decode().split("<body")[1]
            assert html.count('<a href="https://example.org/werkplaats" rel="me">LinkedIn') == times

    def test_leave_out_what_is_not_filled_in(self, client, home):
        assertNotContains(client.get(home.url), "tel:")

    @pytest.mark.parametrize("typed", ["010-7945676", "0031 10 794 5676", "+31 (0)10 7945676"])
    def test_write_a_telephone_number_right_themselves(self, contact_settings, typed):
        contact_settings.telephone = typed

        contact_settings.full_clean()

        assert contact_settings.telephone == "010 794 5676"

    @pytest.mark.parametrize("typed", ["010 794 567", "via de receptie", "010 794 5676 of 112"])
    def test_refuse_a_telephone_number_that_cannot_be_dialled(self, contact_settings, typed):
        contact_settings.telephone = typed

        with pytest.raises(ValidationError, match="794 5676"):
            contact_settings.full_clean()

    @pytest.mark.parametrize(
        "typed", ["3015CX", "3015cx", " 3015  Cx ", "3015\N{NO-BREAK SPACE}CX"]
    )
    def test_write_a_postcode_right_themselves(self, contact_settings, typed):
        contact_settings.postcode = typed

        contact_settings.full_clean()

        assert contact_settings.postcode == "3015 CX"

    @pytest.mark.parametrize("postcode", ["0123 AB", "30155 C", "3015", "B-1000"])
    def test_refuse_a_postcode_that_is_not_dutch(self, contact_settings, postcode):
        contact_settings.postcode = postcode

        with pytest.raises(ValidationError, match="3015 CX"):
            contact_settings.full_clean()


class TestRoutePage:
    @pytest.fixture
    def contact(self, home):
        return ContactPageFactory(parent=home)

    def test_shows_the_steps_in_order(self, client, contact):
        page = RoutePageFactory(
            parent=contact,
            directions=[
                (
                    "directions",
                    {
                        "means": "metro",
                        "duration": "ongeveer 5 minuten",
                        "steps": ["Stap uit.", "Steek over.", "Loop door."],
                    },
                )
            ],
            indoor_steps=[("step", "Meld u bij de receptie."), ("step", "Neem de lift.")],
        )

        html = client.get(page.url).content.decode()

        order = ["Met de metro", "Stap uit.", "Steek over.", "Loop door.", "receptie", "de lift"]
        positions = [html.index(words) for words in order]
        assert positions == sorted(positions)

    def test_says_in_words_what_the_map_shows(self, client, contact):
        page = RoutePageFactory(
            parent=contact,
            map_image=LibraryImageFactory(description="Kaart van het Museumpark"),
            map_description="De metro is aan de noordkant.",
        )

        response = client.get(page.url)

        assertContains(response, 'alt="Kaart van het Museumpark"')
        assertContains(response, "De metro is aan de noordkant.")

    def test_refuses_a_map_without_words(self, contact):
        page = RoutePageFactory(parent=contact)
        page.map_image = LibraryImageFactory()

        with pytest.raises(ValidationError) as error:
            page.full_clean()

        assert "map_description" in error.value.message_dict

    def test_writes_coordinates_with_a_point_in_every_language(self, client, contact):
        page = RoutePageFactory(parent=contact, latitude="51.914600", longitude="4.471600")

        assertContains(client.get(page.url), "51.914600, 4.471600")

    @pytest.mark.parametrize(
        ("latitude", "longitude", "field"),
        [
            ("51.9", None, "longitude"),  # half a place
            ("91", "4.4", "latitude"),  # beyond the pole
            ("51.9", "181", "longitude"),  # beyond the date line
        ],
    )
    def test_refuses_coordinates_that_are_no_place(self, contact, latitude, longitude, field):
        page = RoutePageFactory(parent=contact)
        page.latitude, page.longitude = latitude, longitude

        with pytest.raises(ValidationError) as error:
            page.full_clean()

        assert field in error.value.message_dict


class TestAccessibilityStatementPage:
    @pytest.mark.parametrize(
        ("status", "due"),
        [
            ("A", datetime.date(2029, 1, 31)),  # 36 months after the research
            ("B", datetime.date(2029, 1, 31)),
            ("C", datetime.date(2026, 9, 1)),  # 6 months after the promise
            ("D", None),
            ("E", None),
        ],
    )
    def test_counts_when_research_is_due(self, home, status, due):
        page = AccessibilityStatementPageFactory(
            parent=home,
            status=status,
            statement_date=datetime.date(2026, 3, 1),
            research_date=datetime.date(2026, 1, 31),
            research_report="https://example.org/rapport",
        )

        assert page.get_due_date() == due

    def test_shows_the_due_date_in_words(self, client, home):
        page = AccessibilityStatementPageFactory(parent=home, status="C")

        assertContains(client.get(page.url), "1 september 2026")

    def test_refuses_status_a_without_research(self, home):
        page = AccessibilityStatementPageFactory(parent=home)
        page.status = Status.A

        with pytest.raises(ValidationError) as error:
            page.full_clean()

        assert "research_date" in error.value.message_dict

    def test_shows_cause_effect_measure_and_date_of_a_deviation(self, client, home):
        deviation = {
            "criterion": "1.2.2 Ondertitels",
            "description": "Een video heeft geen ondertitels.",
            "cause": "Te weinig tijd.",
            "effect": "Wie niet hoort, mist iets.",
            "measure": "Wij schrijven de tekst uit.",
            "date": datetime.date(2027, 3, 1),
        }
        page = AccessibilityStatementPageFactory(parent=home, deviations=[("deviation", deviation)])

        response = client.get(page.url)

        for words in [*list(deviation.values())[:5], "1 maart 2027"]:
            assertContains(response, words)
