import datetime
import json

import pytest
from wagtail.models import Site

from pages.models import ContactSettings
from tests.factories import (
    AMSTERDAM,
    AgendaIndexPageFactory,
    ContactPageFactory,
    LibraryImageFactory,
    MeetingPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    RoutePageFactory,
    StandardPageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    translate,
)


def read(client, page):
    """Return the things that a page describes, by their type."""
    html = client.get(page.url, headers={"host": "localhost"}).content.decode()
    (text,) = [
        part.split("</script>")[0] for part in html.split('<script type="application/ld+json">')[1:]
    ]
    document = json.loads(text)
    assert document["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in document["@graph"]}


@pytest.fixture
def contact_settings(home):
    return ContactSettings.objects.create(
        site=Site.objects.get(),
        name="Werkplaats",
        street="Museumpark 40",
        postcode="3015 CX",
        town="Rotterdam",
        telephone="010 794 5676",
        email="info@example.org",
    )


class TestStructuredData:
    def test_of_the_home_page_names_the_site_and_the_organisation(
        self, client, home, contact_settings
    ):
        things = read(client, home)

        assert things["WebSite"]["url"] == "http://localhost/"
        assert things["Organization"]["telephone"] == "+31107945676"
        assert things["Organization"]["address"]["postalCode"] == "3015 CX"
        assert things["WebSite"]["publisher"]["@id"] == things["Organization"]["@id"]

    def test_of_a_meeting_has_its_state_and_where_it_is(self, client, home, contact_settings):
        page = MeetingPageFactory(
            parent=AgendaIndexPageFactory(parent=home),
            state="moved",
            start=datetime.datetime(2099, 7, 8, 14, 0, tzinfo=AMSTERDAM),
            previous_start=datetime.datetime(2099, 1, 7, 14, 0, tzinfo=AMSTERDAM),
            attendance="mixed",
            street="Coolsingel 40",
            postcode="3011AD",
            online_url="https://example.org/kamer",
        )

        event = read(client, page)["Event"]

        assert event["startDate"] == "2099-07-08T14:00:00+02:00"
        assert event["endDate"] == "2099-07-08T16:00:00+02:00"
        assert event["previousStartDate"] == "2099-01-07T14:00:00+01:00"
        assert event["eventStatus"] == "https://schema.org/EventRescheduled"
        assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
        place, online = event["location"]
        assert place["name"] == "Stadhuis"
        assert place["address"]["streetAddress"] == "Coolsingel 40"
        assert online == {"@type": "VirtualLocation", "url": "https://example.org/kamer"}
        assert event["organizer"]["name"] == "Werkplaats"

    def test_of_a_meeting_of_whole_days_has_dates_alone(self, client, home):
        page = MeetingPageFactory(
            parent=AgendaIndexPageFactory(parent=home),
            state="moved",
            start=datetime.datetime(2099, 7, 8, tzinfo=AMSTERDAM),
            end=datetime.datetime(2099, 7, 9, 23, 59, tzinfo=AMSTERDAM),
            previous_start=datetime.datetime(2099, 1, 7, tzinfo=AMSTERDAM),
        )

        event = read(client, page)["Event"]

        moments = [event[name] for name in ["startDate", "endDate", "previousStartDate"]]
        assert moments == ["2099-07-08", "2099-07-09", "2099-01-07"]

    @pytest.mark.parametrize(
        ("fields", "status", "mode"),
        [
            ({}, "EventScheduled", "OfflineEventAttendanceMode"),
            ({"state": "cancelled"}, "EventCancelled", "OfflineEventAttendanceMode"),
            ({"attendance": "online"}, "EventScheduled", "OnlineEventAttendanceMode"),
        ],
    )
    def test_of_a_meeting_tells_whether_it_goes_on(self, client, home, fields, status, mode):
        page = MeetingPageFactory(parent=AgendaIndexPageFactory(parent=home), **fields)

        event = read(client, page)["Event"]

        assert event["eventStatus"] == f"https://schema.org/{status}"
        assert event["eventAttendanceMode"] == f"https://schema.org/{mode}"
        assert "previousStartDate" not in event

    def test_of_a_news_item_has_what_search_engines_ask(self, client, home):
        page = NewsPageFactory(
            parent=NewsIndexPageFactory(parent=home),
            title="Pannen & <tafels>",
            date=datetime.date(2018, 5, 13),
            lead_image=LibraryImageFactory(),
        )

        article = read(client, page)["NewsArticle"]

        assert article["headline"] == "Pannen & <tafels>"
        assert article["datePublished"] == "2018-05-13"
        assert article["inLanguage"] == "nl"
        assert article["image"].startswith("http://localhost/media/")
        assert article["author"] == article["publisher"]

    def test_tells_the_way_to_a_page(self, client, home):
        page = StandardPageFactory(parent=StandardPageFactory(parent=home), title="Werkwijze")

        steps = read(client, page)["BreadcrumbList"]["itemListElement"]

        assert [step["name"] for step in steps] == ["Home", "Over ons", "Werkwijze"]
        assert [step["position"] for step in steps] == [1, 2, 3]
        assert steps[-1]["item"] == f"http://localhost{page.url}"

    def test_of_contact_and_route_agree_on_the_address(self, client, home, contact_settings):
        contact = ContactPageFactory(parent=home)
        route = RoutePageFactory(parent=contact, latitude="51.914600", longitude="4.471600")

        organisation, place = read(client, contact)["Organization"], read(client, route)["Place"]

        assert organisation["address"] == place["address"]
        assert place["geo"]["latitude"] == "51.914600"
        assert "ContactPage" in read(client, contact)

    def test_of_a_work_team_is_a_project_of_the_organisation(self, client, home):
        team = WorkTeamPageFactory(
            parent=WorkTeamIndexPageFactory(parent=home), start=datetime.date(2017, 10, 1)
        )

        project = read(client, team)["Project"]

        assert project["foundingDate"] == "2017-10"
        assert project["parentOrganization"] == {
            "@type": "Organization",
            "@id": "http://localhost/#organization",
            "name": "Werkplaats Sociaal Domein Zuid-Holland Zuid",
        }


class TestStructuredDataInEnglish:
    def test_says_in_which_language_it_is(self, client, home, english_home, contact_settings):
        contact, news = ContactPageFactory(parent=home), NewsIndexPageFactory(parent=home)
        item = NewsPageFactory(parent=news, title="Keukentafel", summary="Met pannen.")
        pages = [
            english_home,
            translate(contact, title="Contact us"),
            translate(news, title="News"),
            translate(item, title="Kitchen table", summary="With pans."),
        ]

        things = [read(client, page) for page in pages]

        assert things[0]["WebSite"]["inLanguage"] == "en"
        assert things[0]["WebSite"]["url"] == "http://localhost/en/"
        assert things[1]["ContactPage"]["inLanguage"] == "en"
        assert things[3]["NewsArticle"]["inLanguage"] == "en"
        assert things[3]["NewsArticle"]["description"] == "With pans."
        steps = things[3]["BreadcrumbList"]["itemListElement"]
        assert [step["name"] for step in steps] == ["Home", "News", "Kitchen table"]
        assert steps[1]["item"] == "http://localhost/en/news/"
