import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from pages.months import add_months
from partners.models import Partner
from partners.templatetags.partners_tags import count_columns
from teams.models import WorkTeamIndexPage
from tests.factories import (
    LibraryImageFactory,
    MunicipalityFactory,
    PartnerFactory,
    PartnerIndexPageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)


def strip_of(client, page):
    """Return the strip of partners at the bottom of a page."""
    html = client.get(page.url).content.decode()
    return html.split('class="partner-strip')[1].split("</section>")[0]


class TestPartnerStrip:
    def test_stands_in_the_order_of_the_editors(self, client, home):
        PartnerFactory(name="Tweede", sort_order=1)
        PartnerFactory(name="Eerste", sort_order=0)

        strip = strip_of(client, home)

        assert strip.index("Eerste") < strip.index("Tweede")

    def test_names_the_partner_in_the_alternative_text_of_its_logo(self, client, home):
        PartnerFactory(name="Gemeente Rotterdam", logo=LibraryImageFactory(description="Een vlak"))

        strip = strip_of(client, home)

        assert 'alt="Gemeente Rotterdam"' in strip
        assert "Een vlak" not in strip

    def test_links_to_the_website_of_the_partner(self, client, home):
        PartnerFactory(website="https://example.org/")

        assert 'href="https://example.org/"' in strip_of(client, home)

    @pytest.mark.parametrize(
        ("number", "most", "columns"),
        [(7, 7, 7), (7, 4, 4), (8, 7, 4), (9, 7, 5), (3, 4, 3), (0, 4, 0)],
    )
    def test_fills_its_rows_as_far_as_it_can(self, number, most, columns):
        assert count_columns(number, most) == columns

    def test_is_not_on_the_page_with_all_partners_but_leads_there(self, client, home):
        PartnerFactory()
        page = PartnerIndexPageFactory(parent=home)

        assert f'href="{page.url}"' in strip_of(client, home)
        assertNotContains(client.get(page.url), "partner-strip")

    def test_is_left_out_without_partners(self, client, home):
        PartnerFactory(on_strip=False)

        assertNotContains(client.get(home.url), "partner-strip")

    @pytest.mark.parametrize(
        ("period", "is_shown"),
        [
            ({}, True),
            ({"start": -1, "end": 1}, True),
            ({"start": 0}, True),  # from this month
            ({"end": 0}, True),  # until the end of this month
            ({"start": 1}, False),
            ({"end": -1}, False),
        ],
    )
    def test_shows_who_takes_part_this_month(self, db, now, period, is_shown):
        this_month = timezone.localdate().replace(day=1)
        PartnerFactory(
            **{name: add_months(this_month, months) for name, months in period.items()},
        )

        assert Partner.objects.current().exists() == is_shown


class TestPartner:
    def test_refuses_an_end_before_its_start(self):
        partner = PartnerFactory.build(
            start=datetime.date(2018, 2, 1), end=datetime.date(2018, 1, 1)
        )

        with pytest.raises(ValidationError) as error:
            partner.clean()

        assert "end" in error.value.message_dict


class TestPartnerIndexPage:
    def test_groups_partners_by_kind(self, client, home):
        page = PartnerIndexPageFactory(parent=home)
        PartnerFactory(name="Welzijn", kind="welfare", municipality=MunicipalityFactory())
        PartnerFactory(name="Hogeschool", kind="education", on_strip=False)

        main = html.document_fromstring(client.get(page.url).content).find(".//main")

        words = " ".join(main.text_content().split())
        assert re.search(
            "Onderwijs en onderzoek Hogeschool .*Welzijn en zorg Welzijn .*Rotterdam", words
        )

    def test_shows_no_empty_kinds(self, client, home):
        page = PartnerIndexPageFactory(parent=home)

        assertContains(client.get(page.url), "nog geen partners")


class TestDarkLogo:
    @pytest.fixture
    def logos(self, home):
        return [LibraryImageFactory(title=f"Logo {number}", kind="logo") for number in range(4)]

    @pytest.fixture
    def partner(self, logos):
        return PartnerFactory(logo=logos[0], logo_dark=logos[1])

    def edit(self, admin, partner, **fields):
        """Save the form of a partner, and return the page that follows as str."""
        address = reverse("wagtailsnippets_partners_partner:edit", args=[partner.pk])
        values = {"name": partner.name, "kind": partner.kind, "on_strip": "on", **fields}
        page = admin.post(address, values, follow=True).content.decode()
        partner.refresh_from_db()
        return page

    def test_goes_with_the_light_one_it_belongs_to(self, admin, logos, partner):
        page = self.edit(admin, partner, logo=logos[2].pk, logo_dark=logos[1].pk)

        assert (partner.logo, partner.logo_dark) == (logos[2], None)
        assert "“Logo 1”" in page
        # It is in the library still, and may be chosen again.
        assert "Logo 1" not in self.edit(admin, partner, logo=logos[2].pk, logo_dark=logos[1].pk)
        assert partner.logo_dark == logos[1]

    @pytest.mark.parametrize(("light", "dark"), [(2, 3), (0, 1), (0, 3)])
    def test_stays_when_it_was_chosen_or_nothing_changed(self, admin, logos, partner, light, dark):
        page = self.edit(admin, partner, logo=logos[light].pk, logo_dark=logos[dark].pk)

        assert (partner.logo, partner.logo_dark) == (logos[light], logos[dark])
        assert "donkere ondergrond weggehaald" not in page


class TestMunicipalities:
    def test_lead_to_their_teams_and_partners(self, client, home):
        page = PartnerIndexPageFactory(parent=home)
        rotterdam = MunicipalityFactory(name="Rotterdam")
        MunicipalityFactory(name="Zonder iets")
        PartnerFactory(name="Gemeente", website="https://example.org/", municipality=rotterdam)
        PartnerFactory(name="Vroeger", municipality=rotterdam, end=datetime.date(2017, 1, 1))
        teams = WorkTeamIndexPageFactory(parent=home)
        team = WorkTeamPageFactory(parent=teams, title="Samenspel", municipalities=[rotterdam])
        WorkTeamPageFactory(parent=teams, municipalities=[rotterdam], live=False)

        (facts,) = read(client, page).xpath("//section[@aria-labelledby='municipalities']/dl")

        assert [each.text_content() for each in facts.iter("dt")] == ["Rotterdam"]
        assert [each.get("href") for each in facts.iter("a")] == [team.url, "https://example.org/"]

    def test_are_asked_for_in_as_many_queries_however_many_there_are(self, home):
        page = PartnerIndexPageFactory(parent=home)
        add_municipality(home, "Rotterdam")
        with CaptureQueriesContext(connection) as few:
            page.get_municipalities()
        for name in ["Dordrecht", "Barendrecht", "Ridderkerk"]:
            add_municipality(home, name)

        with CaptureQueriesContext(connection) as many:
            assert len(page.get_municipalities()) == 4

        assert len(many) == len(few)


def read(client, page):
    return html.document_fromstring(client.get(page.url).content)


def add_municipality(home, name):
    """Add a municipality with a partner and a work team."""
    municipality = MunicipalityFactory(name=name, slug=name.lower())
    PartnerFactory(name=f"Gemeente {name}", municipality=municipality)
    parent = WorkTeamIndexPage.objects.first() or WorkTeamIndexPageFactory(parent=home)
    WorkTeamPageFactory(parent=parent, title=f"Team {name}", municipalities=[municipality])
