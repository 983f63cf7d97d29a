"""`check_mail` speaks to the mail server as the site does, and says in words what is wrong."""

import socket
import ssl
import subprocess
from io import StringIO

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core.management import CommandError, call_command
from django.urls import reverse

from production.mail_looks import look_at_mail
from production.mail_records import get_resolver, look_up
from production.mail_server import look_at_server
from production.one_click import find_one_click
from production.site_address import set_address
from tests.production.name_server import serve_names
from tests.waiting import PATIENCE

DOMAIN = "werkplaats.test"
MAIL_HOST = "smtp.provider.test"
KEY = "v=DKIM1; k=rsa; p=MIIBIjANBg"
ALL_WELL = {
    (DOMAIN, "TXT"): ['"verification=1"', '"v=spf1 include:provider.test" " -all"'],
    (f"een._domainkey.{DOMAIN}", "TXT"): [f'"{KEY}"'],
    (f"_dmarc.{DOMAIN}", "TXT"): ['"v=DMARC1; p=quarantine"'],
    (MAIL_HOST, "A"): ["192.0.2.25"],
    ("25.2.0.192.in-addr.arpa", "PTR"): [f"{MAIL_HOST}."],
}


class Receiver:
    """Takes mail of one sender, and no mail at all."""

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if address != f"website@{DOMAIN}":
            return "550 5.7.1 not one of our customers"
        envelope.mail_from = address
        return "250 OK"


def authenticate(server, session, envelope, mechanism, login):
    is_known = (login.login, login.password) == (b"noor", b"geheim")
    return AuthResult(success=is_known, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate and key for localhost (two paths)."""
    folder = tmp_path_factory.mktemp("certificate")
    paths = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            *["-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
            *["-out", paths[0], "-keyout", paths[1]],
        ],
        check=True,
        capture_output=True,
    )
    return paths


@pytest.fixture
def serve(certificate, settings, monkeypatch):
    """A function that starts a mail server of a kind, which the settings then lead to."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    # Who trusts this certificate is told as for any program: by OpenSSL's own variable.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    kinds = {
        "none": {},
        "starttls": {"tls_context": context},
        "tls": {"ssl_context": context},
    }
    started = []

    def serve(kind):
        with socket.create_server(("127.0.0.1", 0)) as free:
            settings.EMAIL_PORT = free.getsockname()[1]
        server = Controller(
            Receiver(),
            hostname="127.0.0.1",
            port=settings.EMAIL_PORT,
            ready_timeout=PATIENCE,
            # A look for the name of this machine takes seconds without a network.
            server_hostname="localhost",
            authenticator=authenticate,
            auth_require_tls=False,
            **kinds[kind],
        )
        server.start()
        started.append(server)

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "localhost", 2
    settings.DEFAULT_FROM_EMAIL = f"Werkplaats <website@{DOMAIN}>"
    yield serve
    for server in started:
        server.stop(no_assert=True)


def ask_for(settings, kind):
    """Let the site speak to its mail server in one of the three ways."""
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = kind == "starttls", kind == "tls"


class TestMailServer:
    @pytest.mark.parametrize("kind", ["none", "starttls", "tls"])
    def test_of_each_kind_is_well(self, serve, settings, kind):
        serve(kind)
        ask_for(settings, kind)
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "noor", "geheim"

        look = look_at_server()

        assert (look.is_well, look.text) == (
            True,
            f"localhost takes mail from Werkplaats <website@{DOMAIN}>.",
        )

    @pytest.mark.parametrize(
        ("asked", "kind", "words"),
        [
            ("starttls", "none", "EMAIL_SECURITY=tls"),
            ("tls", "starttls", "EMAIL_SECURITY=starttls"),
            ("none", "tls", "EMAIL_SECURITY=tls"),
        ],
    )
    def test_of_another_kind_is_told(self, serve, settings, asked, kind, words):
        serve(kind)
        ask_for(settings, asked)

        look = look_at_server()

        assert not look.is_well
        assert words in look.text

    def test_with_a_certificate_of_nobody_is_told(self, serve, settings, monkeypatch):
        serve("starttls")
        ask_for(settings, "starttls")
        monkeypatch.delenv("SSL_CERT_FILE")

        assert "certificate of localhost" in look_at_server().text

    def test_that_does_not_know_the_password_is_told_without_it(self, serve, settings):
        serve("none")
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "noor", "oud-geheim"

        look = look_at_server()

        assert "does not know EMAIL_HOST_USER" in look.text
        assert "oud-geheim" not in look.text

    def test_that_does_not_want_the_sender_is_told(self, serve, settings):
        serve("none")
        settings.DEFAULT_FROM_EMAIL = "website@elders.test"

        assert "550 5.7.1 not one of our customers" in look_at_server().text

    def test_that_is_not_there_is_told(self, serve, settings):
        serve("none")
        settings.EMAIL_PORT = 1

        assert "Nobody listens on localhost at port 1" in look_at_server().text

    def test_of_no_known_name_is_told(self, serve, settings):
        settings.EMAIL_HOST = "bestaat.invalid"

        assert "There is no machine called bestaat.invalid" in look_at_server().text


@pytest.fixture
def look(settings):
    """A function that gives what is found of records, as {subject: Look}."""
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_HOST = f"website@{DOMAIN}", MAIL_HOST
    settings.DKIM_SELECTORS = ["een"]

    def look(changed=None):
        records = {key: value for key, value in (ALL_WELL | (changed or {})).items() if value}
        with serve_names(records) as settings.MAIL_RESOLVER:
            return {look.subject: look for look in look_up(get_resolver())}

    return look


class TestRecords:
    def test_that_are_there_are_well(self, look):
        found = look()

        assert {subject: each.is_well for subject, each in found.items()} == dict.fromkeys(
            ["SPF", "DKIM", "DMARC", "Reverse name"], True
        )
        assert found["SPF"].text == "“v=spf1 include:provider.test -all”"

    @pytest.mark.parametrize(
        ("subject", "changed", "words"),
        [
            ("SPF", {(DOMAIN, "TXT"): None}, "Ask for a TXT record at werkplaats.test"),
            ("SPF", {(DOMAIN, "TXT"): ['"v=spf1 -all"', '"v=spf1 mx -all"']}, "2 SPF records"),
            ("SPF", {(DOMAIN, "TXT"): ['"v=spf1 +all"']}, "lets anybody"),
            ("DKIM", {(f"een._domainkey.{DOMAIN}", "TXT"): None}, f"een._domainkey.{DOMAIN}"),
            ("DKIM", {(f"een._domainkey.{DOMAIN}", "TXT"): ['"v=DKIM1; p="']}, "No key"),
            ("DMARC", {(f"_dmarc.{DOMAIN}", "TXT"): None}, f"at _dmarc.{DOMAIN}"),
            ("DMARC", {(f"_dmarc.{DOMAIN}", "TXT"): ['"v=DMARC1; p=none"']}, "p=quarantine"),
            ("Reverse name", {("25.2.0.192.in-addr.arpa", "PTR"): None}, "PTR record"),
            (
                "Reverse name",
                {("25.2.0.192.in-addr.arpa", "PTR"): ["other.provider.test."]},
                "192.0.2.25",
            ),
        ],
    )
    def test_that_are_wrong_say_what_to_ask(self, look, subject, changed, words):
        found = look(changed)

        assert [each.subject for each in found.values() if not each.is_well] == [subject]
        assert words in found[subject].text

    def test_of_a_domain_hold_for_what_is_below_it(self, look, settings):
        settings.DEFAULT_FROM_EMAIL = f"website@nieuws.{DOMAIN}"

        assert look()["DMARC"].is_well

    def test_need_to_know_who_signs(self, look, settings):
        settings.DKIM_SELECTORS = []

        assert "DKIM_SELECTORS is empty" in look()["DKIM"].text


@pytest.mark.usefixtures("home")
class TestOnePress:
    def test_stops_at_the_address_of_the_site(self, settings):
        settings.WAGTAILADMIN_BASE_URL = f"https://{DOMAIN}"
        before = find_one_click()
        set_address()

        assert (before.is_well, find_one_click().is_well) == (False, True)

    def test_is_not_over_http(self, settings):
        settings.WAGTAILADMIN_BASE_URL = f"http://{DOMAIN}"
        set_address()

        assert not find_one_click().is_well


@pytest.mark.usefixtures("home")
class TestCheckMail:
    def test_says_how_each_thing_is(self, serve, settings):
        serve("none")
        settings.WAGTAILADMIN_BASE_URL = f"https://{DOMAIN}"
        set_address()
        output = StringIO()

        call_command("check_mail", stdout=output)

        assert "well  Mail server: localhost takes mail" in output.getvalue()
        assert "not looked up (MAIL_RESOLVER)" in output.getvalue()

    def test_is_for_a_site_that_sends_mail(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

        with pytest.raises(CommandError, match="no mail server"):
            call_command("check_mail")

    def test_ends_badly_where_something_is_wrong(self, serve, settings):
        serve("none")
        settings.EMAIL_PORT = 1
        output = StringIO()

        with pytest.raises(CommandError, match="will not arrive"):
            call_command("check_mail", stdout=output)

        assert "WRONG Mail server: Nobody listens" in output.getvalue()

    def test_is_kept_for_the_screen_of_staff(self, serve, settings, admin):
        serve("none")
        settings.WAGTAILADMIN_BASE_URL = f"https://{DOMAIN}"
        screen = reverse("background_work:index")

        before = admin.get(screen).content.decode()
        look_at_mail()
        wrong = admin.get(screen).content.decode()
        set_address()
        look_at_mail()
        right = admin.get(screen).content.decode()

        assert "check_mail" not in before
        assert "Niet in orde: met één klik stoppen met de nieuwsbrief." in wrong
        assert "In orde: de mailserver en met één klik stoppen met de nieuwsbrief." in right

    def test_says_that_the_name_server_is_silent(self, serve, settings, monkeypatch):
        serve("none")
        monkeypatch.setattr("production.mail_records.SECONDS", 0.1)
        settings.MAIL_RESOLVER = "127.0.0.1:1"

        with pytest.raises(CommandError, match=r"127\.0\.0\.1:1 of MAIL_RESOLVER"):
            call_command("check_mail", stdout=StringIO())
