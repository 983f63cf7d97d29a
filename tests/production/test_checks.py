"""Whoever installs the site hears of what would go wrong, before a visitor does."""

import pytest
from django.core.checks import run_checks
from django.db import connection
from wagtail.models import Site

from accounts.models import User
from production.site_address import set_address
from tests.accounts.second_factor.factors import add_app
from tests.factories import SubscriberFactory
from tests.production.server import list_own

SERVER = {
    "ALLOWED_HOSTS": ["www.example.org", "example.org"],
    "WAGTAILADMIN_BASE_URL": "https://www.example.org",
    "TRUSTED_PROXY_COUNT": 1,
    "SECRET_KEY": "k" * 50,
    "NEWSLETTER_PEPPER": "p" * 50,
    "DEFAULT_FROM_EMAIL": "Werkplaats <website@example.org>",
    "EMAIL_HOST": "smtp.example.org",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
}


@pytest.fixture
def server(settings, monkeypatch):
    """The settings of a server on which all is well; they may be changed."""
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "background.postgresql")
    for name, value in SERVER.items():
        setattr(settings, name, value)
    return settings


def list_found(databases=None):
    """Return the ids of what our own checks find."""
    found = run_checks(include_deployment_checks=True, databases=databases)
    return [message.id for message in found if message.id.startswith("production.")]


class TestSettings:
    def test_of_a_server_are_well(self, server):
        assert list_found() == []

    @pytest.mark.parametrize(
        ("name", "value", "found"),
        [
            ("ALLOWED_HOSTS", ["www.example.org", " example.org"], "production.E002"),
            ("ALLOWED_HOSTS", ["www.example.org", "*"], "production.E002"),
            ("ALLOWED_HOSTS", ["www.example.org", "example.org:443"], "production.E002"),
            ("ALLOWED_HOSTS", ["www.example.org", "https://example.org"], "production.E002"),
            ("WAGTAILADMIN_BASE_URL", "http://www.example.org", "production.E003"),
            ("WAGTAILADMIN_BASE_URL", "https://www.example.org/site", "production.E003"),
            ("WAGTAILADMIN_BASE_URL", "www.example.org", "production.E003"),
            ("WAGTAILADMIN_BASE_URL", "https://elders.nl", "production.E004"),
            ("TRUSTED_PROXY_COUNT", 0, "production.W005"),
            ("NEWSLETTER_PEPPER", "k" * 50, "production.E006"),
            ("NEWSLETTER_PEPPER", "pepper", "production.E006"),
            ("DEFAULT_FROM_EMAIL", "website", "production.E007"),
            ("EMAIL_USE_TLS", False, "production.E008"),
            ("SECURITY_CONTACT", "security@example.org", "production.E016"),
            ("SECURITY_CONTACT", "https:///melden", "production.E016"),
        ],
    )
    def test_that_would_go_wrong_are_found(self, server, name, value, found):
        setattr(server, name, value)

        assert list_found() == [found]

    def test_of_a_server_are_for_a_database_of_its_own(self, server, monkeypatch):
        monkeypatch.setitem(connection.settings_dict, "ENGINE", "installation.embedded")

        assert list_found() == ["production.E001"]

    def test_may_send_mail_in_the_clear_within_this_machine(self, server):
        server.EMAIL_USE_TLS, server.EMAIL_HOST = False, "localhost"

        assert list_found() == []

    def test_may_have_all_names_of_a_domain(self, server):
        server.ALLOWED_HOSTS = [".example.org"]

        assert list_found() == []


class TestServer:
    @pytest.fixture(autouse=True)
    def var(self, server, tmp_path, home):
        """A server on which nothing but the account is missing."""
        server.VAR_DIR, server.STATIC_ROOT = tmp_path, tmp_path
        server.MEDIA_ROOT = tmp_path / "media"
        server.MEDIA_ROOT.mkdir()
        (tmp_path / "staticfiles.json").touch()
        for folder in list_own(tmp_path):
            folder.chmod(0o711)
        set_address()
        return tmp_path

    def list_found(self):
        return list_found(databases=["default"])

    def test_without_an_account_is_told(self):
        assert self.list_found() == ["production.W015"]

    def test_with_all_of_it_is_well(self, editor):
        assert self.list_found() == []

    def test_whose_pictures_nginx_may_not_read_is_told(self, editor, var):
        var.chmod(0o700)

        assert self.list_found() == ["production.W011"]

    def test_without_static_files_is_told(self, editor, var):
        (var / "staticfiles.json").unlink()

        assert self.list_found() == ["production.E012"]

    def test_that_says_it_is_elsewhere_is_told(self, editor):
        Site.objects.update(hostname="localhost")

        assert self.list_found() == ["production.E014"]

    def test_of_whose_accounts_all_are_closed_is_told(self, editor):
        User.objects.update(is_active=False)

        assert self.list_found() == ["production.W015"]

    def test_with_second_factors_that_are_sealed_with_another_key_is_told(self, editor, settings):
        add_app(editor)
        settings.SECRET_KEY = "n" * 50

        assert self.list_found() == ["production.W018"]

    def test_with_readers_of_the_example_content_is_told(self, editor):
        SubscriberFactory(email="lezer-001@example.org")

        assert self.list_found() == ["production.E017"]
