"""Addresses of subscribers are seen by who has the role “Lezersgegevens”, by administrators, and
by nobody else, by whatever door."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from newsletter.importing import start_import
from newsletter.models import AccessEntry, Subscriber, SubscriberImport
from newsletter.spreadsheets import Row
from tests.factories import SubscriberFactory, TopicFactory
from tests.newsletter.staff import SUBSCRIBERS, log_in_as_anybody_else, log_in_with_role

pytestmark = pytest.mark.django_db

ADDRESS = "lezer@example.org"
SCREENS = [
    SUBSCRIBERS,
    f"{SUBSCRIBERS}results/?q=lezer",
    f"{SUBSCRIBERS}?export=csv",
    f"{SUBSCRIBERS}results/?export=xlsx",
    f"{SUBSCRIBERS}inspect/{{subscriber}}/",
    f"{SUBSCRIBERS}delete/{{subscriber}}/",
    "/admin/newsletter/numbers/",
    "/admin/newsletter/imports/",
    "/admin/newsletter/imports/results/",
    "/admin/newsletter/imports/new/",
    "/admin/newsletter/imports/inspect/{file}/",
    "/admin/newsletter/imports/inspect/{file}/?export=csv",
    "/admin/newsletter/access-log/",
    "/admin/newsletter/access-log/results/",
    "/admin/newsletter/access-log/?export=csv",
]
DEEDS = [
    f"{SUBSCRIBERS}{{subscriber}}/stop/",
    f"{SUBSCRIBERS}{{subscriber}}/ask-again/",
    f"{SUBSCRIBERS}delete/{{subscriber}}/",
    "/admin/newsletter/imports/new/",
    "/admin/newsletter/imports/{file}/cancel/",
]
# Where Wagtail shows things of any kind.
ELSEWHERE = [
    "/admin/",
    "/admin/pages/search/?q=lezer",
    "/admin/reports/site-history/",
    "/admin/reports/site-history/?export=csv",
    "/admin/reports/site-history/results/?label=lezer",
    "/admin/reports/aging-pages/",
    "/admin/snippets/newsletter/topic/?q=lezer",
    "/admin/snippets/newsletter/topic/usage/{topic}/",
    "/admin/snippets/newsletter/topic/delete/{topic}/",
    "/admin/snippets/newsletter/topic/history/{topic}/",
    "/admin/snippets/newsletter/topic/edit/{topic}/",
]


@pytest.fixture
def subscriber(home):
    return SubscriberFactory(email=ADDRESS)


@pytest.fixture
def places(subscriber, editor):
    """What stands in the addresses of screens: a subscriber, their topic, and an import."""
    topic = TopicFactory()
    subscriber.topics.add(topic)
    file = SubscriberImport(file_name="lijst.csv", language="nl", statement="Getekend.")
    start_import(file, [Row(1, "lezer2@example.org"), Row(2, "geen lezer")], editor)
    return {"subscriber": subscriber.pk, "topic": topic.pk, "file": file.pk}


def read_menu(client):
    """Return the labels and addresses in the menu, as the text of its data."""
    start = html.document_fromstring(client.get("/admin/").content.decode())
    return json.dumps(json.loads(start.get_element_by_id("wagtail-sidebar-props").text))


class TestAnybodyElse:
    @pytest.fixture
    def editor_client(self):
        return log_in_as_anybody_else()

    def test_is_sent_away_from_screens(self, editor_client, places):
        entries = AccessEntry.objects.count()

        for screen in SCREENS:
            response = editor_client.get(screen.format(**places))

            assertRedirects(response, "/admin/", fetch_redirect_response=False, msg_prefix=screen)
        assert AccessEntry.objects.count() == entries

    def test_can_do_nothing(self, editor_client, places, subscriber):
        for deed in DEEDS:
            response = editor_client.post(deed.format(**places))

            assertRedirects(response, "/admin/", fetch_redirect_response=False, msg_prefix=deed)
        subscriber.refresh_from_db()
        assert subscriber.is_active
        assert Subscriber.objects.waiting().count() == 1

    def test_gets_no_list_by_script(self, editor_client, places):
        response = editor_client.get(
            f"{SUBSCRIBERS}results/", headers={"X-Requested-With": "XMLHttpRequest"}
        )

        assertContains(response, "", status_code=403)
        assertNotContains(response, ADDRESS, status_code=403)

    def test_meets_no_address_elsewhere(self, editor_client, places, subscriber, admin):
        # What staff do leaves traces in no log but our own.
        admin.post(f"{SUBSCRIBERS}{subscriber.pk}/stop/")
        admin.get(f"{SUBSCRIBERS}inspect/{subscriber.pk}/")

        for place in ELSEWHERE:
            response = editor_client.get(place.format(**places), follow=True)

            assert response.status_code == 200, place
            content = b"".join(response) if response.streaming else response.content
            assert ADDRESS not in content.decode(), place

    def test_meets_no_address_after_an_erasure(self, editor_client, admin, places, subscriber):
        admin.post(f"{SUBSCRIBERS}delete/{subscriber.pk}/")

        for path in ["/admin/reports/site-history/", "/admin/"]:
            assertNotContains(editor_client.get(path), ADDRESS)

    def test_has_no_item_in_the_menu(self, editor_client, places):
        menu = read_menu(editor_client)

        assert SUBSCRIBERS not in menu
        assert "Lezers" not in menu


class TestTheRole:
    def test_may_enter_the_admin_and_sees_its_items_only(self, places):
        menu = read_menu(log_in_with_role())

        for label in ["Lezers", "Aantallen", "Ingelezen lijsten"]:
            assert label in menu
        for label in ["Inzage", "Instellingen", "Onderwerpen", "Pagina's"]:
            assert label not in menu

    def test_does_not_see_the_access_log(self, places):
        response = log_in_with_role().get("/admin/newsletter/access-log/")

        assertRedirects(response, "/admin/", fetch_redirect_response=False)

    @pytest.mark.parametrize(
        ("right", "refused", "word"),
        [
            ("add_subscriberimport", "/admin/newsletter/imports/new/", "Importeren"),
            ("delete_subscriber", f"{SUBSCRIBERS}delete/{{subscriber}}/", "Gegevens wissen"),
            ("change_subscriber", f"{SUBSCRIBERS}{{subscriber}}/stop/", "Stop de nieuwsbrief"),
        ],
    )
    def test_loses_what_an_administrator_takes_away(self, places, subscriber, right, refused, word):
        client = log_in_with_role(without=[right])

        response = client.post(refused.format(**places))

        assertRedirects(response, "/admin/", fetch_redirect_response=False)
        subscriber.refresh_from_db()
        assert subscriber.is_active
        for screen in [SUBSCRIBERS, f"{SUBSCRIBERS}inspect/{subscriber.pk}/"]:
            assertNotContains(client.get(screen), word)

    @pytest.mark.parametrize("place", ["", "results/"])
    def test_gets_no_file_without_the_right_to_export(self, places, place):
        client = log_in_with_role(without=["export_subscriber"])

        for kind in ["csv", "xlsx"]:
            response = client.get(f"{SUBSCRIBERS}{place}?export={kind}")
            assertRedirects(response, "/admin/", fetch_redirect_response=False)
        assertNotContains(client.get(SUBSCRIBERS), "export=")

    def test_is_offered_in_dutch_where_groups_are_made(self, admin, home):
        group = Group.objects.get(name="Lezersgegevens")

        response = admin.get(reverse("wagtailusers_groups:edit", args=[group.pk]))

        assertContains(response, "Mag exporteren")
        assertContains(response, "Lezer")


class TestAVisitor:
    def test_is_asked_to_sign_in(self, client, places):
        for screen in SCREENS:
            response = client.get(screen.format(**places))

            assert response.status_code == 302, screen
            assert response["Location"].startswith("/admin/login/"), screen
