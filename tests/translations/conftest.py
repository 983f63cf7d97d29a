import pytest
from wagtail_localize.models import Translation

from news.models import NewsIndexPage, NewsPage
from tests.databases import provide, visiting
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
def kept_index(django_db_setup, django_db_blocker, worker_id):
    """The key of the Dutch news index; the site that has it is there for a module of tests."""
    with django_db_blocker.unblock():
        provide("translated", "site", make_translated_index)
    with visiting("translated", worker_id):
        with django_db_blocker.unblock():
            key = NewsIndexPage.objects.get(locale__language_code="nl").pk
        yield key


@pytest.fixture
def index(kept_index, db):
    """The Dutch news index; its translation and that of the home page are published."""
    return NewsIndexPage.objects.get(pk=kept_index)


@pytest.fixture(scope="module")
def kept_untranslated(kept_index, keep):
    with keep():
        yield make_item(kept_index).pk


@pytest.fixture
def item(kept_untranslated, index):
    """A Dutch news item with a summary, a quote and two paragraphs; it stays for a module."""
    return NewsPage.objects.get(pk=kept_untranslated)


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
