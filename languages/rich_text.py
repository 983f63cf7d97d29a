"""Rich text in which editors say in which language a passage is (WCAG 2.2, 3.1.2).

In the database and on the page it is `<span lang="en">…</span>`; in the editor each language of the
setting PASSAGE_LANGUAGES is a button (`languages.rich_text_features`).
"""

from bs4 import BeautifulSoup
from django.conf import settings
from wagtail import blocks
from wagtail.fields import RichTextField as WagtailRichTextField
from wagtail.rich_text import RichText

__all__ = ["LANGUAGE_FEATURES", "RichTextBlock", "RichTextField"]

LANGUAGE_FEATURES = [f"language-{code}" for code in settings.PASSAGE_LANGUAGES]


class RichTextBlock(blocks.RichTextBlock):
    """Wagtail's rich text block, with the languages; a passage stays within its sentence.

    wagtail-localize cuts a text at every element that it does not know, which `span` is one of. It
    keeps links, so a passage is shown to the translator as one: `<a id="a1">community</a>`.
    """

    def __init__(self, *, features, **kwargs):
        super().__init__(features=[*features, *LANGUAGE_FEATURES], **kwargs)

    def get_translatable_segments(self, value):
        """Return the segments of a RichText, for wagtail-localize."""
        return extract_segments(value.source)

    def restore_translated_segments(self, value, segments):
        """Return the RichText made of translated segments."""
        return RichText(ingest_segments(segments))

    def deconstruct(self):
        """Return what a migration needs to know: in the database, it is Wagtail's own block."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class RichTextField(WagtailRichTextField):
    """Wagtail's rich text field, with the languages."""

    def __init__(self, *args, features=(), **kwargs):
        super().__init__(*args, features=[*features, *LANGUAGE_FEATURES], **kwargs)

    def get_translatable_segments(self, value):
        """Return the segments of a text in Wagtail's HTML, for wagtail-localize."""
        return extract_segments(value)

    def restore_translated_segments(self, value, segments):
        """Return the text made of translated segments."""
        return ingest_segments(segments)

    def deconstruct(self):
        """Return what a migration needs to know: in the database, it is Wagtail's own field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs


def extract_segments(html):
    """Return the segments that wagtail-localize makes of rich text, with passages as links."""
    # Its models, which this imports, can only follow ours.
    from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

    soup = BeautifulSoup(html or "", "html.parser")
    for passage in soup.find_all("span", lang=True):
        passage.name = "a"
    text = RichText(str(soup))
    return StreamFieldSegmentExtractor(None).handle_block(blocks.RichTextBlock(), text)


def ingest_segments(segments):
    """Return the rich text that wagtail-localize makes of segments, with passages for links."""
    from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

    writer = StreamFieldSegmentsWriter(None, src_locale=None, tgt_locale=None)
    text = writer.handle_block(blocks.RichTextBlock(), None, segments)
    soup = BeautifulSoup(text.source, "html.parser")
    for passage in soup.find_all("a", lang=True):
        passage.name = "span"
    return str(soup)
