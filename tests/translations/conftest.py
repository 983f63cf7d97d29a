import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation

from news.models import NewsIndexPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, get_home
from translations.passages import read_passages, translate_passage
from translations.publishing import publish_translation, start_translation


def translate_into_english(instance, *gaps, publish=True):
    """Start a translation, put "EN " before each text, and publish it; return the Translation.

    Leaves the passages whose path starts with one of `gaps` alone.
    """
    english = Locale.objects.get_or_create(language_code="en")[0]
    translation = start_translation(instance, english)
    for passage in read_passages(translation):
        if not passage.path.startswith(gaps or ("-",)):
            translate_passage(passage, english, f"EN {passage.source_text}")
    if publish:
        publish_translation(translation)
    return translation


@pytest.fixture
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def translate(db):
    return translate_into_english


@pytest.fixture(scope="module")
def kept_index(keep):
    """The key of the Dutch news index, which stays for a module of tests."""
    with keep():
        home = get_home()
        index = NewsIndexPageFactory(parent=home, title="Nieuws")
        translate_into_english(home)
        translate_into_english(index)
        yield index.pk


@pytest.fixture
def index(kept_index, db):
    """The Dutch news index; its translation and that of the home page are published."""
    return NewsIndexPage.objects.get(pk=kept_index)


@pytest.fixture
def item(index):
    """A Dutch news item with a summary, a quote and two paragraphs."""
    return make_item(index)


def make_item(index):
    return NewsPageFactory(
        parent=index,
        title="Keukentafel",
        summary="Met pannen.",
        body=[
            ("quote", {"text": "Formeel schuift aan.", "speaker": "Werkteam 2"}),
            ("text", "<p>Wij gaan samen aan tafel.</p><p>Daar begint het.</p>"),
        ],
    )


@pytest.fixture(scope="class")
def kept_translation(kept_index, keep):
    """The key of the published translation of such an item, which stays for a class of tests."""
    with keep():
        item = make_item(NewsIndexPage.objects.get(pk=kept_index))
        yield translate_into_english(item).pk


@pytest.fixture
def translation(kept_translation, db):
    """The published translation of a news item as `item`."""
    return Translation.objects.get(pk=kept_translation)
