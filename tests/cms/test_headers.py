import importlib

import pytest

from home.models import HomePage
from tests import full_site
from tests.cms.observatory import find_weak_policy, read_policy, score
from tests.factories import FileFactory, LibraryImageFactory

PATHS = [*full_site.PATHS, "/nieuws/?year=1999", "/bestaat-niet/", "/en/", "/en/missing/"]

pytestmark = pytest.mark.usefixtures("full_site", "db")


@pytest.fixture
def production(monkeypatch, settings):
    """The security settings of production, where TLS is declared."""
    names = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"]
    for name in [*names, "NEWSLETTER_PEPPER", "DATABASE_URL"]:
        monkeypatch.setenv(name, "example.org")
    module = importlib.import_module("cms.settings.production")
    for name, value in vars(module).items():
        if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")):
            setattr(settings, name, value)


@pytest.fixture
def get(production, client):
    """Return a function that asks for an address over https, as a proxy would pass it on."""
    client.raise_request_exception = False
    return lambda path: client.get(path, headers={"X-Forwarded-Proto": "https"})


def fail(*args, **kwargs):
    raise RuntimeError("broken")


class TestSecurityHeaders:
    @pytest.mark.parametrize("path", PATHS)
    def test_leave_nothing_to_say_about_a_public_page(self, get, path):
        response = get(path)

        assert score(response) >= 130
        assert find_weak_policy(response) == []
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "SAMEORIGIN"

    def test_score_at_least_130_on_the_page_for_a_broken_server(self, get, monkeypatch):
        monkeypatch.setattr(HomePage, "get_context", fail)

        response = get("/")

        assert response.status_code == 500
        assert score(response) >= 130

    def test_keep_a_browser_on_https_for_two_years_where_tls_is_declared(self, get):
        assert get("/")["Strict-Transport-Security"] == "max-age=63072000"

    def test_send_a_visitor_over_http_to_the_same_page_over_https(self, production, client):
        response = client.get("/contact/", headers={"host": "localhost"})

        assert response.status_code == 301
        assert response["Location"] == "https://localhost/contact/"

    def test_say_nothing_about_https_on_a_machine_without(self, client):
        assert "Strict-Transport-Security" not in client.get("/")

    def test_allow_nothing_inline_and_nobody_else_on_public_pages(self, client):
        policy = read_policy(client.get("/"))

        assert policy["default-src"] == ["'none'"]
        assert policy["base-uri"] == ["'none'"]
        assert policy["form-action"] == ["'self'"]
        assert {source for sources in policy.values() for source in sources} <= {
            "'self'",
            "'none'",
            "data:",
        }

    def test_let_no_inline_script_run_in_the_admin(self, admin):
        policy = read_policy(admin.get("/admin/"))

        assert policy["default-src"] == ["'none'"]
        assert policy["script-src"] == ["'self'"]
        # Style elements are the one thing that has to be allowed, for the rich text editor.
        assert [name for name, sources in policy.items() if "'unsafe-inline'" in sources] == [
            "style-src-elem"
        ]

    def test_let_others_show_our_pictures_but_run_nothing_in_them(self, client):
        response = client.get(LibraryImageFactory().get_rendition("width-100").url)

        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert read_policy(response)["sandbox"] == []
        assert read_policy(response)["default-src"] == ["'none'"]

    def test_let_a_mailbox_in_a_browser_show_the_logo_of_a_mail(self, client):
        response = client.get("/static/img/apple-touch-icon.png")

        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"

    def test_ask_the_browser_for_nothing(self, client):
        policy = client.get("/")["Permissions-Policy"]

        for feature in ["camera", "geolocation", "microphone"]:
            assert f"{feature}=()" in policy

    def test_keep_the_policy_that_wagtail_gives_documents(self, client):
        response = client.get(FileFactory(title="Placemat").url)

        assert read_policy(response)["default-src"] == ["'none'"]
