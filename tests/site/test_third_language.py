"""The site with Dutch, English and Turkish: a language more needs settings and words alone."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import override_settings
from django.urls import reverse
from django.utils import translation
from lxml import html
from wagtail.models import Locale, Page, Site

from languages.checks import check_languages
from pages.addresses import make_slug
from search.checks import check_words
from tests.factories import (
    ContactPageFactory,
    NewsIndexPageFactory,
    NewsletterPageFactory,
    NewsPageFactory,
    PartnerIndexPageFactory,
    StandardPageFactory,
    WorkTeamIndexPageFactory,
    get_home,
    make_english_home,
)
from translations.passages import read_passages, translate_passages
from translations.publishing import publish_translation, register_translation

LANGUAGES = [*settings.LANGUAGES, ("tr", "Turkish")]
DUTCH = Path(settings.BASE_DIR) / "locale/nl/LC_MESSAGES/django.po"


def make_catalogue(folder, leave_out=()):
    """Write a Turkish catalogue in which each text says that it is Turkish; return the folder."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for entry in polib.pofile(str(DUTCH)):
        if entry.msgid not in leave_out:
            entry.msgstr = entry.msgstr and make_turkish(entry.msgid)
            for number, text in enumerate([entry.msgid, entry.msgid_plural]):
                if entry.msgid_plural:
                    entry.msgstr_plural[number] = make_turkish(text)
            catalogue.append(entry)
    path = folder / "tr/LC_MESSAGES"
    path.mkdir(parents=True)
    catalogue.save_as_mofile(str(path / "django.mo"))
    return folder


def make_turkish(words):
    """Return words as a translation: an address begins with "tr-", a text with "TR "."""
    return f"tr-{words}" if words.endswith("/") else f"TR {words}"


@pytest.fixture(scope="class")
def settings_of_three(tmp_path_factory):
    """The settings of a site with a third language, and a catalogue for it."""
    paths = [*settings.LOCALE_PATHS, make_catalogue(tmp_path_factory.mktemp("turkish"))]
    with override_settings(
        LANGUAGES=LANGUAGES, WAGTAIL_CONTENT_LANGUAGES=LANGUAGES, LOCALE_PATHS=paths
    ):
        yield


@pytest.fixture(scope="class")
def kept_site(settings_of_three, keep):
    """The Turkish pages of `make_site`, which stay for a class of tests."""
    with keep():
        yield make_site()


@pytest.fixture
def site(kept_site, db):
    """As `kept_site`."""
    return kept_site


def make_site():
    """Make a page of each common kind in Dutch and Turkish, and an English home page.

    Returns the Turkish ones.
    """
    home = get_home()
    home.heading = "Welkom"
    home.save_revision().publish()
    make_english_home(home)
    factories = [NewsIndexPageFactory, WorkTeamIndexPageFactory, PartnerIndexPageFactory]
    factories += [ContactPageFactory, NewsletterPageFactory, StandardPageFactory]
    pages = [home, *(factory(parent=home) for factory in factories)]
    pages.append(NewsPageFactory(parent=pages[1], title="Kırmızı"))
    turkish = [publish_in_turkish(page) for page in pages]
    Site.clear_site_root_paths_cache()
    return [Page.objects.get(pk=page.pk) for page in turkish]


def publish_in_turkish(page):
    locale, _made = Locale.objects.get_or_create(language_code="tr")
    passages = read_passages(register_translation(page, locale))
    texts = {each.key: f"TR {each.source_text}" for each in passages}
    translated = translate_passages(passages, texts, locale)
    return publish_translation(register_translation(page, locale), translated)


def list_texts(document):
    """Return what a page says in Turkish as a set: texts, and the attributes that are read."""
    texts = set()
    for element in document.iter("*"):
        (language, *_above) = element.xpath("ancestor-or-self::*[@lang]/@lang")[::-1]
        if language == "tr":
            texts |= {element.text, *(each.tail for each in element)}
            texts |= {element.get(name) for name in ["aria-label", "alt", "title", "placeholder"]}
    return {" ".join(text.split()) for text in texts if text and text.strip()}


def list_dutch():
    """Return the words of the interface in Dutch as a set, without those that are the same."""
    entries = [entry for entry in polib.pofile(str(DUTCH)) if entry.msgstr != entry.msgid]
    return {entry.msgstr for entry in entries if re.search(r"\w{3}", entry.msgstr)}


class TestSite:
    def test_has_no_dutch_under_turkish(self, client, site):
        addresses = [page.url for page in site]
        addresses += ["/tr/tr-search/", "/tr/tr-search/?q=Kırmızı", "/tr/bestaat-niet/"]
        dutch = list_dutch()

        for address in addresses:
            document = html.fromstring(client.get(address).content)
            assert document.get("lang") == "tr", address
            texts = list_texts(document)
            assert any(text.startswith("TR ") for text in texts), address
            assert texts & dutch == set(), address

    def test_has_addresses_in_turkish(self, client, site):
        with translation.override("tr"):
            addresses = [reverse("search"), reverse("newsletter:sign_up")]

        assert addresses == ["/tr/tr-search/", "/tr/tr-newsletter/tr-sign-up/"]
        assert [client.get(address).status_code for address in addresses] == [200, 302]

    def test_keeps_each_letter_in_an_address(self, site):
        assert site[-1].slug == "tr-kirmizi"
        assert make_slug("Łódź, Straße – İstanbul") == "lodz-strasse-istanbul"

    def test_offers_each_language_and_tells_search_engines(self, client, site):
        document = html.fromstring(client.get("/").content)

        switcher = document.xpath("//nav[@class='language-switcher']//a/@hreflang")
        assert switcher == ["en", "tr"]
        alternates = document.xpath("//link[@rel='alternate'][@hreflang]/@hreflang")
        assert set(alternates) == {"nl", "en", "tr", "x-default"}
        assert b'hreflang="tr"' in client.get("/sitemap.xml").content

    def test_has_each_page_on_the_board_for_each_language(self, admin, site):
        for code in ["en", "tr"]:
            locale = Locale.objects.get(language_code=code)
            response = admin.get(reverse("translations:board"), {"locale": locale.pk})
            assert "Kırmızı" in response.content.decode()


class TestChecksOfAWholeLanguage:
    def test_are_content(self, settings_of_three):
        assert check_languages(None) == []


class TestChecks:
    def test_are_silent_about_the_languages_there_are(self):
        assert [each for each in run_checks() if each.id in {"languages.E001", "search.W001"}] == []
        assert check_languages(None) == check_words(None) == []

    @override_settings(LANGUAGES=LANGUAGES)
    def test_name_a_language_without_words(self):
        (error,) = check_languages(None)
        (warning,) = check_words(None)

        assert (error.id, warning.id) == ("languages.E001", "search.W001")
        assert "“tr”" in error.msg
        assert "makemessages --locale tr" in error.hint
        assert "search/words/tr.toml" in warning.hint

    def test_name_the_words_that_are_missing(self, tmp_path):
        paths = [make_catalogue(tmp_path, leave_out={"search/", "Newest first"})]
        with override_settings(LANGUAGES=LANGUAGES, LOCALE_PATHS=[*settings.LOCALE_PATHS, *paths]):
            errors = check_languages(None)

        assert [(each.id, each.msg) for each in errors] == [
            ("languages.E002", "The language “tr” lacks 1 part of an address: search/"),
            ("languages.E003", "The language “tr” lacks 1 text: Newest first"),
        ]
