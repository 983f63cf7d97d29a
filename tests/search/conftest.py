import pytest
from wagtail.models import Locale, Site

from home.models import HomePage
from tests.factories import NewsIndexPageFactory, make_home, translate


@pytest.fixture(scope="module")
def site(keep):
    """Both home pages, for a module of tests; none is found by the words that these ask for."""
    with keep():
        home = make_home()
        home.heading = "Welkom"
        home.save()
        translate(home, title="Home", heading="Welcome")
        yield


@pytest.fixture
def home(site, db):
    """The Dutch home page."""
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(locale__language_code="nl")


@pytest.fixture
def english_home(home):
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
