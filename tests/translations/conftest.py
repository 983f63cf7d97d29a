import pytest
from wagtail_localize.models import Translation

from news.models import NewsIndexPage
from tests.translations.steps import (
    get_dutch,
    get_english_locale,
    make_item,
    make_short,
    make_translated_index,
    translate,
)


@pytest.fixture
def english(db):
    return get_english_locale()


@pytest.fixture(scope="module")
def kept_index(keep):
    """The key of the Dutch news index, which stays for a module of tests."""
    with keep():
        yield make_translated_index().pk


@pytest.fixture
def index(kept_index, db):
    """The Dutch news index; its translation and that of the home page are published."""
    return NewsIndexPage.objects.get(pk=kept_index)


@pytest.fixture
def item(index):
    """A Dutch news item with a summary, a quote and two paragraphs."""
    return make_item(index.pk)


@pytest.fixture(scope="module")
def kept_translation(kept_index, keep):
    """The key of the Translation of such an item, published; both stay for a module of tests."""
    with keep():
        yield translate(make_item(kept_index)).pk


@pytest.fixture
def translation(index, kept_translation):
    """The Translation of such an item, published."""
    return Translation.objects.get(pk=kept_translation)


@pytest.fixture
def translated(translation):
    """The Dutch item of `translation`."""
    return get_dutch("Keukentafel")


@pytest.fixture
def short(index):
    """A news item without blocks."""
    return make_short(index.pk)


@pytest.fixture(scope="module")
def kept_draft(kept_index, keep):
    """The key of the Translation of a short item, a draft; both stay for a module of tests."""
    with keep():
        yield translate(make_short(kept_index), "summary", publish=False).pk


@pytest.fixture
def draft(kept_draft, index):
    """The Translation of "Keukentafel", a draft in English whose summary is not translated."""
    return Translation.objects.get(pk=kept_draft)
