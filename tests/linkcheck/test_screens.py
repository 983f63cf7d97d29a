from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from linkcheck.models import Address, Link
from tests.factories import PartnerFactory, StandardPageFactory

LINKS = "/admin/links/"
OLD, NEW = "https://www.movisie.example/oud/", "https://www.movisie.example/nieuw/"


@pytest.fixture
def page(home):
    html = f'<p>Lees <a href="{OLD}">het verslag</a>.</p>'
    page = StandardPageFactory(parent=home, title="Over ons", body=[("text", html)])
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def address(page):
    """The address in the page, which failed often and long enough."""
    return fail(Address.objects.get(url=OLD))


def fail(address, **fields):
    fields = {"state": Address.State.GONE, "failures": 3, **fields}
    fields.setdefault("since", timezone.now() - timedelta(days=4))
    for name, value in fields.items():
        setattr(address, name, value)
    address.save()
    return address


class TestList:
    def test_says_what_is_the_matter_and_where(self, admin, address, page):
        fail(address, since=datetime(timezone.now().year, 11, 12, 12, tzinfo=UTC))
        Address.objects.filter(pk=address.pk).update(since=datetime(2025, 11, 12, tzinfo=UTC))

        response = admin.get(LINKS)

        sentence = "Deze pagina van movisie.example bestaat niet meer sinds 12 november 2025."
        assertContains(response, sentence)
        assertContains(response, "het verslag")
        path = f"body.{page.body[0].id}"
        assertContains(response, f"/admin/pages/{page.pk}/edit/#:w:contentpath={path}")

    def test_leaves_out_the_year_of_today(self, admin, address, monkeypatch):
        moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        fail(address, since=datetime(2026, 11, 12, 12, tzinfo=UTC))

        assertContains(admin.get(LINKS), "niet meer sinds 12 november.")

    @pytest.mark.parametrize(
        ("show", "fields"),
        [
            ("", {}),
            ("better", {"state": Address.State.MOVED, "moved_to": NEW}),
            ("unverifiable", {"state": Address.State.CLOSED}),
            ("accepted", {"accepted_until": timezone.now() + timedelta(days=1)}),
        ],
    )
    def test_is_one_of_four(self, admin, address, show, fields):
        fail(address, **fields)

        for each in ["", "better", "unverifiable", "accepted"]:
            assert (OLD in admin.get(LINKS, {"show": each}).content.decode()) == (each == show)

    def test_costs_as_much_with_many_links(self, admin, address, home, django_assert_num_queries):
        admin.get(LINKS)
        with CaptureQueriesContext(connection) as queries:
            admin.get(LINKS)
        few = len(queries)
        for number in range(8):
            html = f'<p><a href="https://{number}.example/">x</a> <a href="{OLD}">y</a></p>'
            page = StandardPageFactory(parent=home, title=f"P {number}", body=[("text", html)])
            page.save_revision().publish()
            PartnerFactory(name=f"P {number}", website=f"https://{number}.example/")
        for each in Address.objects.all():
            fail(each)
        # What is kept until visitors see another version of the site is asked for once more.
        admin.get(LINKS)

        # One for the kind of entry that is new.
        with django_assert_num_queries(few + 1):
            response = admin.get(LINKS)
        assertContains(response, "en 4 andere plekken")


class TestButton:
    def test_replaces_a_link(self, admin, address, page):
        form = admin.get(f"{LINKS}{address.pk}/replace/")
        assertContains(form, "op 1 plek")
        response = admin.post(f"{LINKS}{address.pk}/replace/", {"new": NEW}, follow=True)

        assertContains(response, "De link is op 1 plek veranderd")
        page.refresh_from_db()
        assert NEW in page.body[0].value.source

    def test_offers_the_new_address(self, admin, address):
        fail(address, state=Address.State.MOVED, moved_to=NEW)

        assertContains(admin.get(f"{LINKS}{address.pk}/replace/"), f'value="{NEW}"')

    @pytest.mark.parametrize(
        "new",
        ["", "geen adres", "javascript:alert(1)", "mailto:a@example.nl", "/weg/", "ftp://a.nl/"],
    )
    def test_refuses_an_address_that_leads_nowhere(self, admin, address, page, new):
        response = admin.post(f"{LINKS}{address.pk}/replace/", {"new": new})

        assert response.status_code == 200
        page.refresh_from_db()
        assert OLD in page.body[0].value.source

    def test_understands_an_address_as_people_say_it(self, admin, address, page):
        admin.post(f"{LINKS}{address.pk}/replace/", {"new": "www.example.nl/nieuw"})

        page.refresh_from_db()
        assert "https://www.example.nl/nieuw" in page.body[0].value.source

    def test_says_that_the_address_is_the_same(self, admin, address, page):
        response = admin.post(f"{LINKS}{address.pk}/replace/", {"new": OLD})

        assertContains(response, "Dit is hetzelfde adres.")

    def test_takes_a_link_away(self, admin, address, page):
        admin.post(f"{LINKS}{address.pk}/take-away/")

        page.refresh_from_db()
        assert page.body[0].value.source == "<p>Lees het verslag.</p>"
        assert not Link.objects.exists()

    def test_says_why_not(self, admin, home):
        link = {"text": "Lees", "page": None, "url": OLD}
        button = ("call_to_action", {"title": "Kom", "text": "", "link": link})
        page = StandardPageFactory(parent=home, title="Film", body=[button])
        page.save_revision().publish()
        address = fail(Address.objects.get(url=OLD))

        response = admin.post(f"{LINKS}{address.pk}/take-away/", follow=True)

        assertContains(response, "“Film” is niet veranderd.")

    def test_says_that_a_link_is_right_and_takes_it_back(self, admin, address):
        response = admin.post(f"{LINKS}{address.pk}/accept/", follow=True)
        assertContains(response, "90 dagen")
        assertNotContains(response, OLD)
        assertContains(admin.get(LINKS, {"show": "accepted"}), OLD)

        assertContains(admin.post(f"{LINKS}{address.pk}/take-up/", follow=True), OLD)


class TestRight:
    def test_to_see_shows_no_buttons(self, make_staff, address):
        client = make_staff("view_address")

        response = client.get(LINKS)

        assertContains(response, "movisie.example")
        assertNotContains(response, f"{LINKS}{address.pk}/accept/")
        for button in ["replace", "take-away", "accept", "take-up"]:
            assert client.post(f"{LINKS}{address.pk}/{button}/", {"new": NEW}).status_code != 200
        address.refresh_from_db()
        assert address.accepted_until is None

    def test_to_change_pages_is_asked_as_well(self, make_staff, address, page):
        client = make_staff("view_address", "change_address")

        response = client.post(f"{LINKS}{address.pk}/replace/", {"new": NEW}, follow=True)

        assertContains(response, "U mag deze pagina niet publiceren.")
        page.refresh_from_db()
        assert OLD in page.body[0].value.source

    def test_is_needed(self, make_staff, address):
        client = make_staff()

        assert client.get(LINKS).status_code == 302
        assertNotContains(client.get("/admin/"), LINKS)
