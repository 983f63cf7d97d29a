import pytest
from wagtail.models import Locale, Page

from tests.factories import HomePageFactory, NewsIndexPageFactory


@pytest.fixture
def home(home):
    """The home page, which is not to be found by the words that these tests ask for."""
    home.heading = "Welkom"
    home.save()
    return home


@pytest.fixture
def dutch(home):
    return home.locale


@pytest.fixture
def english(home):
    """The English language, with a home page."""
    locale, _ = Locale.objects.get_or_create(language_code="en")
    HomePageFactory(
        parent=Page.get_first_root_node(),
        locale=locale,
        slug="home-en",
        translation_key=home.translation_key,
    )
    return locale


@pytest.fixture
def english_home(english):
    return Page.objects.get(locale=english, depth=2).specific


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)
