import pytest
from wagtail.models import Locale

from home.models import HomePage
from search import vocabulary
from tests.factories import NewsIndexPageFactory, get_home, make_english_home


@pytest.fixture(autouse=True)
def count_at_once(request, monkeypatch):
    """Count words at once: the transaction of a test has no end at which they would be counted.

    `test_concurrency.py` has connections that commit.
    """
    if "db" in request.fixturenames:
        monkeypatch.setattr(vocabulary, "when_stored", lambda work: work())


@pytest.fixture(scope="module")
def site(keep):
    """Both home pages, for a module of tests; none is found by the words that these ask for."""
    with keep():
        home = get_home()
        home.heading = "Welkom"
        home.save()
        make_english_home(home)
        yield


@pytest.fixture
def home(site, db):
    """The Dutch home page."""
    return get_home()


@pytest.fixture
def english_home(site, db):
    return HomePage.objects.get(locale__language_code="en")


@pytest.fixture
def dutch(db):
    return Locale.objects.get(language_code="nl")


@pytest.fixture
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)
