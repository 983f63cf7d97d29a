"""A server gets its address, home pages and first account by one command, which may be repeated."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from accounts.models import User
from home.models import HomePage
from production.first_account import AccountError, make_first_account
from production.first_pages import make_home_pages
from production.site_address import set_address
from tests.factories import PASSWORD
from translations.models import Progress
from translations.states import State

EMAIL = "noor@example.org"


@pytest.mark.usefixtures("no_site", "db")
class TestHomePages:
    def test_are_there_in_both_languages(self, client):
        assert make_home_pages()

        dutch, english = HomePage.objects.order_by("path")
        assert english.get_translations().get() == dutch
        assert Site.objects.get(is_default_site=True).root_page == dutch.page_ptr
        for address, language in [("/", "nl"), ("/en/", "en")]:
            page = client.get(address).content.decode()
            assert f'<html lang="{language}"' in page
            assert "Werkplaats Sociaal Domein" in page

    def test_are_all_that_is_there(self):
        make_home_pages()

        assert {type(page.specific) for page in Page.objects.filter(depth=2)} == {HomePage}

    def test_that_are_there_stay_as_they_are(self):
        make_home_pages()
        HomePage.objects.update(heading="Van ons")

        assert not make_home_pages()

        assert set(HomePage.objects.values_list("heading", flat=True)) == {"Van ons"}

    def test_wait_for_no_translator(self):
        make_home_pages()

        assert {progress.state for progress in Progress.objects.all()} == {State.CURRENT}


@pytest.mark.usefixtures("home", "db")
class TestAddress:
    def test_is_that_of_the_settings(self, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"

        assert set_address()
        assert Site.objects.get().root_url == "https://www.example.org"
        assert not set_address()


@pytest.mark.usefixtures("home", "db")
class TestFirstAccount:
    def test_chooses_its_own_password(self, client, settings):
        address = make_first_account(EMAIL)

        path = address.removeprefix(settings.WAGTAILADMIN_BASE_URL)
        page = client.get(path, follow=True)
        client.post(
            page.request["PATH_INFO"],
            {"new_password1": PASSWORD, "new_password2": PASSWORD},
        )

        user = User.objects.get()
        assert user.is_superuser
        assert user.check_password(PASSWORD)

    def test_gets_another_link_until_it_has_one(self, client):
        first, second = make_first_account(EMAIL), make_first_account(EMAIL.upper())

        assert first != second
        assert User.objects.count() == 1
        assert client.get(first, follow=True).context["validlink"] is False

    def test_with_a_password_keeps_it(self):
        User.objects.create_superuser(EMAIL, PASSWORD)

        with pytest.raises(AccountError, match="chosen a password already"):
            make_first_account(EMAIL)

        assert User.objects.get().check_password(PASSWORD)

    def test_is_no_way_to_a_second_one(self, editor):
        with pytest.raises(AccountError, match="let one of them invite you"):
            make_first_account(EMAIL)

        assert User.objects.get() == editor


@pytest.mark.usefixtures("no_site", "db")
class TestInstall:
    def test_does_nothing_where_the_settings_are_wrong(self):
        """As those of the tests are for a server: their database is the embedded one."""
        with pytest.raises(CommandError, match=r"(?s)Nothing was done\..*make run"):
            call_command("install", email=EMAIL)

        assert not HomePage.objects.exists()
        assert not User.objects.exists()
