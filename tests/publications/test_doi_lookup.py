"""What is known of a DOI is asked of a real server, on this machine, in all its moods."""

import json
import socket
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from accounts.models import User
from linkcheck import connections
from publications.asking import AwayError, UnknownDoiError, ask
from publications.looking_up import PAUSE, delete_outdated_lookups, look_up
from publications.models import DoiLookup
from publications.reading import read_facts
from tests.factories import PublicationPageFactory

DOI = "10.1000/182"
ARTICLE = {
    "type": "article-journal",
    "title": "Zorg &amp; <i>werk</i>",
    "author": [
        {"family": "Voorbeeld", "given": "A.", "non-dropping-particle": "van"},
        {"literal": "Werkplaats, voorbeeld"},
    ],
    "issued": {"date-parts": [[2018, 5, 13]]},
    "container-title": ["Tijdschrift"],
    "volume": 12,
    "issue": "3",
    "page": "45-67",
    "publisher": "Hogeschool",
    "language": "en-US",
    "license": [{"URL": "http://creativecommons.org/licenses/by-nc/4.0/legalcode"}],
    "abstract": "<jats:p>Eén zin. " + "Nog een zin. " * 40 + "</jats:p>",
    "URL": "https://doi.org/10.1000/182",
}
FACTS = {
    "title": "Zorg & werk",
    "authors": "Voorbeeld, A. van\nWerkplaats voorbeeld",
    "year": "2018",
    "kind": "article",
    "language": "en",
    "published_in": "Tijdschrift",
    "volume": "12",
    "issue": "3",
    "pages": "45-67",
    "publisher": "Hogeschool",
    "licence": "by-nc",
}


class Register(ThreadingHTTPServer):
    """A register of DOIs: `answers` has (status, headers, body) by path; else 404."""

    daemon_threads = True

    def __init__(self):
        self.answers, self.asked = {}, []
        super().__init__(("127.0.0.1", 0), Handler)
        Thread(target=self.serve_forever, args=[0.01], daemon=True).start()

    def get_url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response_only(status, "Because")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def register(settings):
    register = Register()
    settings.LINKCHECK_ALSO_ALLOWED = ["127.0.0.1/32"]
    settings.DOI_REGISTER = register.get_url()
    yield register
    register.shutdown()
    register.server_close()


def answer(register, body, doi=DOI):
    register.answers[f"/{doi}"] = (200, {}, json.dumps(body).encode())


class TestAsking:
    def test_follows_to_who_registered_it_and_says_who_asks(self, register, settings):
        settings.DEFAULT_FROM_EMAIL = "Werkplaats <website@example.org>"
        register.answers[f"/{DOI}"] = (302, {"Location": "/works/182"}, b"")
        register.answers["/works/182"] = (200, {}, json.dumps(ARTICLE).encode())

        assert ask(DOI) == ARTICLE
        (_path, first), (path, headers) = register.asked
        assert path == "/works/182"
        assert first["Accept"] == headers["Accept"] == "application/vnd.citationstyles.csl+json"
        assert "mailto:website@example.org" in first["User-Agent"]

    def test_writes_odd_signs_as_an_address_has_them(self, register):
        with pytest.raises(UnknownDoiError):
            ask("10.1002/(sici)1097<693::aid>3.0.co;2-o")

        assert register.asked[0][0] == "/10.1002/%28sici%291097%3C693%3A%3Aaid%3E3.0.co%3B2-o"

    @pytest.mark.parametrize(
        "body", [b"", b"<html>Hallo</html>", b"[]", b'"ja"', b"\xff\xfe", b"x" * (1024 * 1024 + 1)]
    )
    def test_takes_no_nonsense(self, register, body):
        register.answers[f"/{DOI}"] = (200, {}, body)

        with pytest.raises(AwayError):
            ask(DOI)

    @pytest.mark.parametrize(
        ("status", "headers"),
        [
            (500, {}),
            (503, {"Retry-After": "60"}),
            (302, {}),
            (302, {"Location": f"/{DOI}"}),
            (302, {"Location": "ftp://example.org/"}),
            (302, {"Location": "http://10.0.0.1/"}),
            (302, {"Location": "http://localhost.invalid/"}),
            (302, {"Location": "http://[::1/"}),
        ],
    )
    def test_gives_up_on_what_leads_nowhere(self, register, status, headers):
        register.answers[f"/{DOI}"] = (status, headers, b"")

        with pytest.raises(AwayError):
            ask(DOI)

    def test_asks_no_machine_of_our_own_network(self, register, settings):
        settings.LINKCHECK_ALSO_ALLOWED = []

        with pytest.raises(AwayError):
            ask(DOI)
        assert register.asked == []

    def test_does_not_wait_for_ever(self, settings, monkeypatch):
        monkeypatch.setattr(connections, "LONGEST", 0.05)
        settings.LINKCHECK_ALSO_ALLOWED = ["127.0.0.1/32"]
        with socket.create_server(("127.0.0.1", 0)) as server:
            settings.DOI_REGISTER = f"http://127.0.0.1:{server.getsockname()[1]}/"
            with pytest.raises(AwayError):
                ask(DOI)

    def test_hears_that_the_register_is_not_there(self, register):
        register.shutdown()
        register.server_close()

        with pytest.raises(AwayError):
            ask(DOI)


class TestReading:
    def test_gives_the_fields_of_a_publication(self):
        facts = read_facts(ARTICLE)

        assert facts.pop("summary").startswith("Eén zin. Nog een zin.")
        assert facts == FACTS

    @pytest.mark.parametrize(
        "item",
        [
            {},
            {"title": None, "author": "Jan", "issued": {"date-parts": [[None]]}, "type": []},
            {"title": {}, "author": [None, 3, {}], "issued": [], "license": {"URL": "x"}},
            {"issued": {"date-parts": [["later"]]}, "abstract": ["x" * 400], "page": True},
            {"issued": {"date-parts": [[12]]}, "license": [3, {"URL": None}], "language": 5},
        ],
    )
    def test_leaves_out_what_is_not_what_it_should_be(self, item):
        assert read_facts(item) == {}

    def test_takes_no_more_than_the_fields_do(self):
        many = [{"family": f"Naam{number}", "given": "A."} for number in range(500)]

        facts = read_facts({"author": many, "title": "a" * 500, "volume": "b" * 50})

        assert len(facts["authors"]) <= 2000
        assert facts["authors"].endswith(", A.")
        assert len(facts["title"]) == 255
        assert len(facts["volume"]) == 20


def ask_form(client, doi=DOI):
    return client.post(reverse("publications_look_up_doi"), {"doi": doi}).json()


class TestTheForm:
    def test_gets_the_facts_when_they_are_there(self, admin, register, run_background_tasks):
        answer(register, ARTICLE)

        assert ask_form(admin, f"https://doi.org/{DOI}")["state"] == "waiting"
        run_background_tasks()

        found = ask_form(admin)
        assert found["state"] == "found"
        assert FACTS.items() <= found["facts"].items()

    def test_has_it_asked_for_once_however_often_it_asks(
        self, admin, register, run_background_tasks
    ):
        answer(register, ARTICLE)

        for _time in range(3):
            ask_form(admin)
        run_background_tasks()
        ask_form(admin)
        run_background_tasks()

        assert len(register.asked) == 1

    @pytest.mark.parametrize(
        ("status", "state", "words"),
        [(404, "unknown", "niet bekend"), (500, "away", "antwoordt niet goed")],
    )
    def test_hears_why_there_is_nothing(
        self, admin, register, run_background_tasks, status, state, words
    ):
        register.answers[f"/{DOI}"] = (status, {}, b"")
        ask_form(admin)
        run_background_tasks()

        found = ask_form(admin)

        assert (found["state"], found["facts"]) == (state, {})
        assert words in found["words"]

    def test_asks_again_for_what_failed_a_while_ago(self, admin, register, run_background_tasks):
        ask_form(admin)
        run_background_tasks()
        answer(register, ARTICLE)
        assert ask_form(admin)["state"] == "unknown"

        DoiLookup.objects.update(changed_at=timezone.now() - 2 * PAUSE)

        assert ask_form(admin)["state"] == "waiting"
        run_background_tasks()
        assert ask_form(admin)["state"] == "found"

    def test_says_that_there_is_no_doi(self, admin, register):
        assert "nog geen DOI" in ask_form(admin, "geen idee")["words"]
        assert not DoiLookup.objects.exists()

    @pytest.mark.parametrize("is_staff", [False, True])
    def test_is_for_who_writes_pages(self, client, db, is_staff):
        """Neither for who is not signed in, nor for staff who only send the newsletter."""
        if is_staff:
            staff = User.objects.create_user(email="staf@example.nl", password="x")
            staff.user_permissions.set(Permission.objects.filter(codename="access_admin"))
            client.force_login(staff)

        response = client.post(reverse("publications_look_up_doi"), {"doi": DOI})

        assert response.status_code in {302, 403}
        assert not DoiLookup.objects.exists()

    def test_has_the_button(self, admin, index):
        page = PublicationPageFactory(parent=index)

        response = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

        assertContains(response, f'data-doi="{reverse("publications_look_up_doi")}"')
        assertContains(response, "js/admin-doi")


def test_an_answer_that_nobody_waits_for_any_more_is_nothing(db, register):
    look_up.func("10.1000/nobody")

    assert not DoiLookup.objects.exists()


def test_answers_are_forgotten_after_a_day(db):
    for number, hours in enumerate([1, 30]):
        DoiLookup.objects.create(doi=f"10.1000/{number}")
        age = timedelta(hours=hours)
        DoiLookup.objects.filter(doi=f"10.1000/{number}").update(changed_at=timezone.now() - age)

    delete_outdated_lookups()

    assert DoiLookup.objects.get().doi == "10.1000/0"
