import pytest

from tests.factories import NewsIndexPageFactory


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
def english(english_home):
    """The English language, with a home page."""
    return english_home.locale


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)
