"""What another website says, and that no machine of our own network is ever asked."""

import socket
import ssl
from datetime import timedelta
from threading import Event
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils import timezone

from linkcheck import connections
from linkcheck.asking import Outcome, ask, read_wait
from linkcheck.connections import is_public
from linkcheck.models import Address
from tests.linkcheck.conftest import Website

State = Address.State


@pytest.fixture
def no_site_of_ours(settings):
    settings.LINKCHECK_ALSO_ALLOWED = []


class TestAnswer:
    @pytest.mark.parametrize(
        ("status", "state"),
        [
            (200, State.WORKS),
            (204, State.WORKS),
            *((status, State.GONE) for status in [404, 410]),
            *((status, State.CLOSED) for status in [401, 403, 405, 406, 418, 429, 451, 999]),
            *((status, State.SILENT) for status in [500, 502, 503, 504]),
        ],
    )
    def test_says_how_the_page_is(self, website, status, state):
        website.answers["/"] = (status, {})

        assert ask(website.get_url()).state == state

    def test_is_asked_again_with_get_where_a_server_knows_no_head(self, website):
        website.answers["HEAD", "/"] = (405, {})

        assert ask(website.get_url()).state == State.WORKS
        assert [method for method, *_rest in website.asked] == ["HEAD", "GET"]

    def test_is_asked_for_once_where_head_will_do(self, website):
        ask(website.get_url())

        assert [method for method, *_rest in website.asked] == ["HEAD"]

    def test_is_asked_for_by_name(self, website):
        ask(website.get_url())

        ((*_rest, headers),) = website.asked
        assert headers["User-Agent"] == "Linkcheck (+http://localhost)"

    def test_may_ask_for_patience(self, website):
        website.answers["/"] = (429, {"Retry-After": "3600"})

        assert ask(website.get_url()) == Outcome(State.CLOSED, wait=timedelta(hours=1))
        assert len(website.asked) == 1


class TestRedirect:
    def test_for_good_gives_the_new_address(self, website):
        website.answers["/old"] = (301, {"Location": "/new"})

        outcome = ask(website.get_url("/old"))

        assert outcome == Outcome(State.MOVED, website.get_url("/new"))

    @pytest.mark.parametrize("status", [302, 303, 307])
    def test_for_now_gives_none(self, website, status):
        website.answers["/old"] = (status, {"Location": "/new"})

        assert ask(website.get_url("/old")) == Outcome(State.WORKS)

    def test_that_leads_nowhere_is_a_page_that_is_gone(self, website):
        website.answers |= {"/old": (301, {"Location": "/new"}), "/new": (404, {})}

        assert ask(website.get_url("/old")).state == State.GONE

    def test_has_no_sign_that_cannot_be_kept(self, website):
        """A site that says so would otherwise stop all looking, again and again."""
        website.answers["/old"] = (301, {"Location": "/n\0w"})

        assert ask(website.get_url("/old")).moved_to == website.get_url("/n%00w")

    def test_may_have_letters_of_any_language(self, website):
        website.answers["/old"] = (301, {"Location": "/größe".encode().decode("latin-1")})

        assert ask(website.get_url("/old")).moved_to == website.get_url("/gr%C3%B6%C3%9Fe")

    def test_without_an_end_is_left(self, website):
        website.answers["/"] = (302, {"Location": "/"})

        assert ask(website.get_url()).state == State.CLOSED
        assert len(website.asked) == 6

    @pytest.mark.parametrize("goal", ["file:///etc/passwd", "ftp://example.org/"])
    def test_to_what_is_no_website_is_not_followed(self, website, goal):
        website.answers["/"] = (302, {"Location": goal})

        assert ask(website.get_url()).state == State.NO_HOST


class TestNetworkOfOurOwn:
    def test_is_not_asked(self, website, no_site_of_ours):
        assert ask(website.get_url()).state == State.CLOSED
        assert not website.asked

    def test_is_not_asked_after_a_redirect(self, website):
        inside = Website("127.0.0.2")
        website.answers["/"] = (302, {"Location": inside.get_url("/admin/")})

        assert ask(website.get_url()).state == State.CLOSED
        assert not inside.asked
        inside.stop()

    def test_is_not_reached_by_a_name_that_means_another_machine_next_time(
        self, website, monkeypatch
    ):
        """One look at the name, and the connection goes to what that gave (DNS rebinding)."""
        real, looked_up = socket.getaddrinfo, []

        def resolve(host, *args, **kwargs):
            looked_up.append(host)
            first = len(looked_up) == 1
            return real("127.0.0.1" if first else "127.0.0.2", *args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)

        assert ask(f"http://rebinding.example:{website.server_port}/").state == State.WORKS
        assert looked_up == ["rebinding.example"]

    @pytest.mark.parametrize(
        "address",
        [
            *["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"],
            *["0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255"],  # noqa: S104
            *["::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1"],
            # IPv4 in other clothes
            *["::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1"],
            *["2002:a00:1::", "2001:0:a00:1::"],
        ],
    )
    def test_is_known_by_its_address(self, no_site_of_ours, address):
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    def test_is_not_the_internet(self, no_site_of_ours, address):
        assert is_public(address)


class TestServer:
    def test_that_is_not_there_is_silent(self, website):
        url = website.get_url()
        website.stop()

        assert ask(url).state == State.SILENT

    def test_may_be_asked_at_a_number_without_a_port(self, monkeypatch):
        asked = []

        def resolve(host, port, **kwargs):
            asked.append((host, port))
            raise TimeoutError

        monkeypatch.setattr(socket, "getaddrinfo", resolve)

        assert ask("https://[2606:2800::1]/").state == State.SILENT
        assert asked == [("2606:2800::1", 443)]

    def test_without_a_name_is_gone(self, settings):
        assert ask("http://bestaat-niet.invalid/").state in {State.NO_HOST, State.SILENT}

    @pytest.mark.parametrize("url", ["http://[::1/", "http://a..b/", "http://ex ample.org/"])
    def test_with_an_address_that_no_browser_knows_is_gone(self, url):
        assert ask(url).state in {State.NO_HOST, State.SILENT}

    def test_that_says_nothing_is_silent(self, settings, monkeypatch):
        monkeypatch.setattr(connections, "PATIENCE", 0.05)
        settings.LINKCHECK_ALSO_ALLOWED = ["127.0.0.1/32"]
        with socket.create_server(("127.0.0.1", 0)) as server:
            assert ask(f"http://127.0.0.1:{server.getsockname()[1]}/").state == State.SILENT

    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_that_never_comes_to_an_end_is_silent(self, settings, monkeypatch, scheme):
        monkeypatch.setattr(connections, "LONGEST", 0.05)
        settings.LINKCHECK_ALSO_ALLOWED = ["127.0.0.1/32"]
        with socket.create_server(("127.0.0.1", 0)) as server:
            assert ask(f"{scheme}://127.0.0.1:{server.getsockname()[1]}/").state == State.SILENT

    def test_that_took_long_to_reach_is_still_stopped(self, settings, monkeypatch):
        """The time for an answer begins when there is somebody to answer."""
        monkeypatch.setattr(connections, "LONGEST", 0.05)
        settings.LINKCHECK_ALSO_ALLOWED = ["127.0.0.1/32"]
        real = socket.getaddrinfo

        def resolve(*args, **kwargs):
            Event().wait(0.2)
            return real(*args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        monkeypatch.setattr(connections, "PATIENCE", 1)
        with socket.create_server(("127.0.0.1", 0)) as server:
            url = f"http://127.0.0.1:{server.getsockname()[1]}/"
            began = monotonic()
            assert ask(url).state == State.SILENT
        assert monotonic() - began < 1

    def test_with_many_addresses_is_not_tried_at_all_of_them(self, monkeypatch):
        tried = []
        addresses = [(f"10.0.0.{number}", 80) for number in range(9)]
        answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", each) for each in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)
        monkeypatch.setattr(connections, "is_public", tried.append)

        assert ask("http://many.example/").state == State.CLOSED
        assert len(tried) == connections.MOST_TRIED

    def test_whose_certificate_is_not_trusted_is_not_gone(self, website, certificate):
        """A browser may trust it, or go on when the visitor says so."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        website.socket = context.wrap_socket(website.socket, server_side=True)

        assert ask(website.get_url().replace("http:", "https:")).state == State.CLOSED

    def test_that_speaks_no_tls_is_silent(self, website):
        url = website.get_url().replace("http:", "https:")

        assert ask(url).state == State.SILENT


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The path of a file with a key and a certificate that nobody but itself says is right."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = timezone.now()
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    )
    return path


class TestRetryAfter:
    def test_may_be_a_moment(self, now):
        moment = now + timedelta(hours=2)

        wait = read_wait(f"{moment:%a, %d %b %Y %H:%M:%S} GMT")

        assert timedelta(hours=1, minutes=59) < wait <= timedelta(hours=2)

    @pytest.mark.parametrize("text", ["", "soon", "-1", f"Fri, 01 Jan {'9' * 20} 00:00:00 GMT"])
    def test_may_be_nonsense(self, text):
        assert read_wait(text) is None

    def test_is_kept_within_reason(self):
        assert read_wait("9" * 5000) == timedelta(days=30)
