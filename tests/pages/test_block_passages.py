"""What of each block is translated: all that visitors read, and nothing else."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from lxml import html
from pytest_django.asserts import assertContains
from wagtail import blocks
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.strings import StringValue

from languages.blocks import PhraseBlock
from pages.blocks import PageBodyBlock, TableBlock
from tests.factories import FileFactory, LibraryImageFactory, StandardPageFactory
from tests.pages.test_blocks import BLOCKS

# What an English page shows before and after a block is translated: words of the site itself, of
# the library in English, and what reads the same in every language.
STAYS = {
    "picture": {"Picture:", "Supper", "Painter"},
    "picture_row": {"Picture:", "Supper", "Painter"},
    "table": {"3", "14"},
    "download": {"Conversation cards (PDF, 18\N{NO-BREAK SPACE}bytes, in Dutch)"},
    "video": {"The video in words"},
    "key_facts": {"3", "14"},
    "contact_person": {
        "Phone:",
        "+31 10 000 0000",
        "voorbeeld@example.org",
    },
    # Titles of other pages are translated with those pages.
    "related_pages": {"Home"},
    "deviation": {"Cause", "Effect", "Measure", "Solved by", "1 March 2027"},
    "directions": {"By metro"},
    "newsletter": {
        "Your email address",
        "Leave this field empty",
        "We email you our news now and then. You can stop at any time with the link in each email.",
        "Sign me up",
    },
}


@pytest.fixture
def library(db):
    """What the previews of blocks show: a picture and a document, with their English."""
    LibraryImageFactory(
        caption="Avondeten",
        credit="Schilder",
        translations={"en": {"caption": "Supper", "credit": "Painter"}},
    )
    FileFactory(title="Gesprekskaarten", translations={"en": {"title": "Conversation cards"}})


def make_stream(name):
    """Return a stream with the preview of one block, as an editor's save leaves it."""
    stream = blocks.StreamBlock([(name, BLOCKS[name])])
    given = stream.get_prep_value(stream.normalize([(name, BLOCKS[name].get_preview_value())]))
    saved = stream.get_prep_value(stream.clean(stream.to_python(given)))
    return stream.to_python(saved)


def translate(stream):
    """Return the stream with "EN: 1", "EN: 2" and so on in the place of its passages."""
    segments = StreamFieldSegmentExtractor(field=None).handle_stream_block(stream)
    ordered = [segment.with_order(place) for place, segment in enumerate(segments)]
    for segment in ordered:
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            segment.string = StringValue(f"EN: {segment.order}")
    writer = StreamFieldSegmentsWriter(field=None, src_locale=None, tgt_locale=None)
    return writer.handle_stream_block(stream, [each for each in ordered if not each.is_empty()])


def get_words(stream):
    """Return the set of texts that a visitor of an English page reads or hears."""
    with override("en"):
        root = html.fragment_fromstring(stream.render_as_block(), create_parent=True)
    texts = [*root.itertext(), *root.xpath("//@alt | //@aria-label | //@title")]
    # As one line; a space that keeps words together stays what it is.
    return {re.sub(r"[ \n]+", " ", text).strip() for text in texts if re.search(r"\w", text)}


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.usefixtures("home", "library")
class TestEveryBlock:
    def test_shows_nothing_in_dutch_once_it_is_translated(self, name):
        dutch = get_words(make_stream(name))

        english = get_words(translate(make_stream(name)))

        assert any(words.startswith("EN: ") for words in english) or name == "download"
        # A link to a page that has no translation says that it leads to Dutch.
        assert dutch & english - {"In Dutch"} == STAYS.get(name, set())
        assert {words for words in english - dutch if "EN: " not in words} <= {"In Dutch"}


class TestPhraseBlock:
    @pytest.mark.parametrize(
        ("figure", "is_translated"),
        [
            ("14", False),
            ("2017", False),
            # These are written in another way, or hold words.
            ("1,5", True),
            ("1.200", True),
            ("twee op de drie", True),
        ],
    )
    def test_is_a_passage_only_where_languages_differ(self, figure, is_translated):
        assert bool(PhraseBlock().get_translatable_segments(figure)) == is_translated


class TestTableBlock:
    @pytest.fixture
    def table(self):
        return TableBlock().to_python(
            {
                "columns": [
                    {"type": "text", "heading": "Wie"},
                    {"type": "rich_text", "heading": "Waar"},
                    {"type": "number", "heading": "Hoeveel"},
                ],
                "rows": [
                    {"values": ["Bewoners", "<p>In <b>de buurt</b></p>", 3]},
                    {"values": ["2009", "<p><a href='https://example.org/'>Elders</a></p>", 4.5]},
                ],
                "caption": "Wie er is",
            }
        )

    def test_has_a_passage_for_each_place_with_words(self, table):
        segments = TableBlock().get_translatable_segments(table)

        passages = {
            segment.path: segment.string.data
            for segment in segments
            if isinstance(segment, StringSegmentValue) and not segment.is_empty()
        }
        assert passages == {
            "caption": "Wie er is",
            "heading.0": "Wie",
            "heading.1": "Waar",
            "heading.2": "Hoeveel",
            "cell.0.0": "Bewoners",
            "cell.0.1": "In <b>de buurt</b>",
            "cell.1.1": '<a id="a1">Elders</a>',
        }

    def test_keeps_a_figure_and_an_address(self, table):
        segments = TableBlock().get_translatable_segments(table)
        ordered = [segment.with_order(place) for place, segment in enumerate(segments)]

        restored = TableBlock().restore_translated_segments(table, ordered)

        assert [row["values"][2] for row in restored.row_data] == [3, 4.5]
        assert 'href="https://example.org/"' in str(restored.row_data[1]["values"][1])


class TestATableOnAPage:
    """From the form of the translation to the English page, through wagtail-localize itself."""

    CELLS = ["Oktober 2017", "November 2017"]

    @pytest.fixture
    def page(self, home):
        english, _ = Locale.objects.get_or_create(language_code="en")
        translate_object(home, [english])
        body = [("table", PageBodyBlock().child_blocks["table"].get_preview_value())]
        page = StandardPageFactory(parent=home, title="Cijfers", body=body)
        translate_object(page, [english])
        return page

    def get_translation(self, page):
        source = TranslationSource.objects.get_for_instance(page)
        return source.translations.get(target_locale__language_code="en")

    def fill_in(self, translation, words):
        catalogue = translation.export_po()
        for entry in catalogue:
            entry.msgstr = words.get(entry.msgid, entry.msgstr)
        translation.import_po(catalogue)

    def test_is_translated_cell_by_cell(self, page):
        translation = self.get_translation(page)

        self.fill_in(translation, {"Leden van het team": "Members", "Oktober 2017": "October 2017"})
        translation.save_target(publish=False)

        table = page.get_translation(translation.target_locale).get_latest_revision_as_object()
        (block,) = table.body
        assert block.value.caption == "Members"
        assert [row["values"] for row in block.value.row_data] == [
            ["October 2017", 3],
            ["November 2017", 14],
        ]

    def test_opens_in_the_form_of_the_translation(self, admin, page):
        translation = self.get_translation(page)
        english = page.get_translation(translation.target_locale)

        form = admin.get(reverse("wagtailadmin_pages:edit", args=[english.pk]), follow=True)

        for passage in ["Leden van het team", "Moment", *self.CELLS]:
            assertContains(form, passage)

    def test_gives_no_row_the_translation_of_another(self, page):
        translation = self.get_translation(page)
        self.fill_in(
            translation, {"Oktober 2017": "October 2017", "November 2017": "November 2017"}
        )
        raw = page.body.get_prep_value()
        raw[0]["value"]["rows"].insert(0, {"values": ["September 2017", 1]})

        page.body = raw
        page.save()
        translation.source.update_from_db()

        left = {
            entry.msgid: entry.msgstr for entry in translation.export_po() if "2017" in entry.msgid
        }
        assert left == {"September 2017": "", "Oktober 2017": "", "November 2017": ""}
