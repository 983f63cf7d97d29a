import pytest
from wagtail.models import Locale

from tests.factories import NewsIndexPageFactory, NewsPageFactory
from translations.passages import read_passages, translate_passage
from translations.publishing import publish_translation, start_translation


@pytest.fixture
def english(home):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def translate(english):
    """Return a function that starts a translation, puts "EN " before each text, and publishes it.

    Leaves the passages whose path starts with one of `gaps` alone. Returns the Translation.
    """

    def translate(instance, *gaps, publish=True):
        translation = start_translation(instance, english)
        for passage in read_passages(translation):
            if not passage.path.startswith(gaps or ("-",)):
                translate_passage(passage, english, f"EN {passage.source_text}")
        if publish:
            publish_translation(translation)
        return translation

    return translate


@pytest.fixture
def index(home, translate):
    """The Dutch news index; its translation and that of the home page are published."""
    index = NewsIndexPageFactory(parent=home, title="Nieuws")
    translate(home)
    translate(index)
    return index


@pytest.fixture
def item(index):
    """A Dutch news item with a summary, a quote and two paragraphs."""
    return NewsPageFactory(
        parent=index,
        title="Keukentafel",
        summary="Met pannen.",
        body=[
            ("quote", {"text": "Formeel schuift aan.", "speaker": "Werkteam 2"}),
            ("text", "<p>Wij gaan samen aan tafel.</p><p>Daar begint het.</p>"),
        ],
    )
