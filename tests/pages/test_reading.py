"""The frame of a page that is read: what stands beside the text, and in which order."""

import datetime

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from pages.blocks import PageBodyBlock
from tests.agenda.moments import at
from tests.factories import (
    AgendaIndexPageFactory,
    MeetingPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    StandardPageFactory,
)


def make_body(*headings):
    """Return a body with a heading of a level, as (text, level), for each, and a text below it."""
    block = PageBodyBlock().child_blocks["heading"]
    return [
        part
        for text, level in headings
        for part in [
            ("heading", block.to_python({"text": text, "level": level})),
            ("text", "<p>Aan tafel.</p>"),
        ]
    ]


def read(client, page):
    return document_fromstring(client.get(page.url).content)


def list_contents(client, page):
    """Return the links of the contents of a page: words to address."""
    links = read(client, page).xpath("//nav[@class='contents']//a")
    return {link.text_content(): link.get("href") for link in links}


class TestContents:
    def test_lead_to_the_main_headings_of_a_long_text(self, client, home):
        body = make_body(("Waarom", "2"), ("Details", "2"), ("Klein", "3"), ("Verder", "2"))
        page = StandardPageFactory(parent=home, body=body)

        assert list_contents(client, page) == {
            "Waarom": "#waarom",
            "Details": "#details-2",
            "Verder": "#verder",
        }

    def test_are_not_there_for_two_headings(self, client, home):
        page = StandardPageFactory(parent=home, body=make_body(("Waarom", "2"), ("Verder", "2")))

        assert list_contents(client, page) == {}


class TestReading:
    def test_comes_in_the_order_in_which_it_is_read(self, client, home):
        page = NewsPageFactory(
            parent=NewsIndexPageFactory(parent=home, title="Nieuws"),
            body=make_body(("Een", "2"), ("Twee", "2"), ("Drie", "2")),
        )

        html = client.get(page.url).content.decode()

        parts = ["<h1>", 'class="facts"', 'class="contents"', 'id="een"', 'class="share"']
        places = [html.index(part) for part in [*parts, 'class="neighbours']]
        assert places == sorted(places)

    def test_has_nothing_where_there_is_nothing_to_say(self, client, home):
        page = StandardPageFactory(parent=home, body=[])

        about, text = read(client, page).xpath("//article/*[contains(@class, 'reading__')]")[:2]

        assert (len(about), len(text)) == (0, 0)


class TestSharing:
    def test_is_by_the_address_and_by_mail(self, client, home):
        page = StandardPageFactory(parent=home, title="Wie & wat?", slug="wie")
        share = read(client, page).xpath("//section[@class='share']")[0]

        field, mail = share.find(".//input"), share.find(".//a")

        assert field.get("value") == "http://localhost/wie/"
        assert mail.get("href") == (
            "mailto:?subject=Wie%20%26%20wat%3F&body=http%3A%2F%2Flocalhost%2Fwie%2F"
        )

    def test_offers_no_button_that_needs_the_script_without_it(self, client, home):
        share = read(client, StandardPageFactory(parent=home)).xpath("//section[@class='share']")[0]

        assert {button.get("hidden") for button in share.iter("button")} == {""}


class TestTheWayOn:
    """The earlier value, then the later one, of the field by which each kind of page is listed."""

    @pytest.mark.parametrize(
        ("make_list", "make", "field", "earlier", "later"),
        [
            (
                NewsIndexPageFactory,
                NewsPageFactory,
                "date",
                datetime.date(2018, 5, 12),
                datetime.date(2018, 5, 13),
            ),
            (PublicationIndexPageFactory, PublicationPageFactory, "year", 2017, 2018),
            (
                AgendaIndexPageFactory,
                MeetingPageFactory,
                "start",
                at(2099, 1, 14, 14),
                at(2099, 1, 14, 16),
            ),
        ],
    )
    def test_leads_to_what_is_before_and_after_a_page_in_its_list(
        self, client, home, make_list, make, field, earlier, later
    ):
        index = make_list(parent=home)
        older = make(parent=index, title="Ouder", **{field: earlier})
        make(parent=index, title="Concept", live=False, **{field: later})
        first = make(parent=index, title="Eerste", **{field: later})
        second = make(parent=index, title="Tweede", **{field: later})

        assert list_neighbours(client, older) == {"next": first.url, "list": index.url}
        assert list_neighbours(client, first) == {
            "prev": older.url,
            "next": second.url,
            "list": index.url,
        }
        assert list_neighbours(client, second) == {"prev": first.url, "list": index.url}

    def test_is_the_list_alone_on_a_page_that_is_looked_at_before_it_is_stored(self, admin, home):
        index = AgendaIndexPageFactory(parent=home)
        MeetingPageFactory(parent=index)
        kind = ["agenda", "meetingpage", index.pk]
        address = reverse("wagtailadmin_pages:preview_on_add", args=kind)
        fields = {"title": "Nieuw", "slug": "nieuw", "start": "2099-01-14 14:00"}
        choices = {"state": "planned", "attendance": "online", "sign_up": "not_needed"}
        admin.post(address, {**fields, **choices, "body-count": 0, "report-count": 0})

        page = document_fromstring(admin.get(address).content.decode())

        assert page.xpath("//nav[contains(@class, 'neighbours')]//a/@href") == [index.url]


def list_neighbours(client, page):
    """Return the addresses of what is beside a page and of its list, by what they are to it."""
    links = read(client, page).xpath("//nav[contains(@class, 'neighbours')]//a")
    return {link.get("rel", "list"): link.get("href") for link in links}
