"""A site in two languages, which is made once for a module of tests: they undo what they change."""

import pytest
from wagtail.models import Site

from news.models import NewsIndexPage
from tests.factories import NewsIndexPageFactory, get_home, translate


@pytest.fixture(scope="module")
def kept_site(keep):
    with keep():
        home = get_home()
        translate(home, title="Home", heading="Those concerned sit at the table")
        translate(NewsIndexPageFactory(parent=home), title="News")
        yield


@pytest.fixture
def home(kept_site, db):
    """The Dutch home page; it has an English version."""
    return get_home()


@pytest.fixture
def english_home(home):
    return home.get_translations().get().specific


@pytest.fixture
def news(home):
    """The Dutch news page; it has an English version."""
    return NewsIndexPage.objects.get(locale=home.locale)


@pytest.fixture
def english_news(news):
    return news.get_translations().get().specific


@pytest.fixture
def dutch_news(news, english_news):
    """The Dutch news page, without its English version."""
    english_news.delete()
    return NewsIndexPage.objects.get(pk=news.pk)


@pytest.fixture
def dutch_home(home, english_home):
    """The Dutch home page of a site without any English."""
    english_home.delete()
    Site.clear_site_root_paths_cache()
    return get_home()
