"""What editors and translators do, without a browser, in the tests of translations."""

from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from news.models import NewsIndexPage, NewsPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, get_home, written_once
from translations.forms import get_prefix
from translations.keeping import refresh_instance
from translations.passages import read_passages, translate_passages
from translations.publishing import publish_translation, start_translation

BOARD = "/admin/translations/"


def make_item(index, title="Keukentafel"):
    """Return a Dutch news item with a summary, a quote and two paragraphs; `index` is a key."""
    return NewsPageFactory(
        parent=NewsIndexPage.objects.get(pk=index),
        title=title,
        summary="Met pannen.",
        body=[
            ("quote", {"text": "Formeel schuift aan.", "speaker": "Werkteam 2"}),
            ("text", "<p>Wij gaan samen aan tafel.</p><p>Daar begint het.</p>"),
        ],
    )


def make_short(index, **fields):
    """Return a Dutch news item without blocks; `index` is a key."""
    parent = NewsIndexPage.objects.get(pk=index)
    fields = {"title": "Keukentafel", "summary": "Met pannen.", **fields}
    return NewsPageFactory(parent=parent, **fields)


def make_translated_index():
    """Return a Dutch news index; its translation and that of the home page are published."""
    home = get_home()
    index = NewsIndexPageFactory(parent=home, title="Nieuws")
    translate(home)
    translate(index)
    return index


def translate(instance, *gaps, publish=True):
    """Start a translation, put "EN " before each text, and publish it; return the Translation.

    Leaves the passages whose path starts with one of `gaps` alone.
    """
    with written_once():
        return make_translation(instance, gaps, publish)


def make_translation(instance, gaps, publish):
    """Return the Translation of a page or snippet, as `translate` has it."""
    translation = start_translation(instance, get_english_locale())
    passages = read_passages(translation)
    texts = {
        each.key: f"EN {each.source_text}"
        for each in passages
        if not each.path.startswith(gaps or ("-",))
    }
    passages = translate_passages(passages, texts, translation.target_locale)
    if publish:
        publish_translation(translation, passages)
    return translation


def write(translation, path, text, **options):
    """Translate the first passage of a part of the page."""
    passages = read_passages(translation)
    passage = next(each for each in passages if each.path.startswith(path))
    translate_passages(passages, {passage.key: text}, translation.target_locale, **options)


def publish(translation, **options):
    """Publish a translation as far as it is now."""
    translation = Translation.objects.get(pk=translation.pk)
    publish_translation(translation, read_passages(translation), **options)


def change(page, **fields):
    """Publish a Dutch page with other fields."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def set_fields(title, **fields):
    """Set fields of the Dutch page with this title as if it had been so from the start."""
    pages = Page.objects.filter(title=title, locale__language_code="nl")
    pages.update(**fields)
    refresh_instance(pages.get())


def change_body(page, *blocks):
    """Publish a Dutch page with other blocks, each as (type, value, id)."""
    change(page, body=StreamValue(page.body.stream_block, blocks))


def get_dutch(title):
    """Return the Dutch news item with this title."""
    return NewsPage.objects.get(title=title, locale__language_code="nl")


def get_english_locale():
    return Locale.objects.get_or_create(language_code="en")[0]


def get_english(page):
    """Return the English page or snippet as visitors see it."""
    english = page.get_translations().get()
    return getattr(english, "specific", english)


def get_field(passage, name="text"):
    """Return the name that the field of a passage has on the form."""
    return f"{get_prefix(*passage.key)}-{name}"


def get_field_of(translation, path, name="text"):
    """Return the name that the field of the passage with this path has on the form."""
    (passage,) = [each for each in read_passages(translation) if each.path == path]
    return get_field(passage, name)
