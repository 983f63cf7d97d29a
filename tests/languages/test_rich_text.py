import json

import pytest
from django.conf import settings
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import StreamValue
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from languages.rich_text import LANGUAGE_FEATURES
from pages.blocks import AsideBlock, TableBlock, TextBlock
from pages.models import AccessibilityStatementPage
from partners.models import PartnerIndexPage
from teams.models import OpenCall, WorkTeamIndexPage, WorkTeamPage
from tests.factories import AccessibilityStatementPageFactory, StandardPageFactory

ENGLISH = 'Wij doen aan <span lang="en">community building</span> in de wijk.'
ARABIC = '<span lang="ar" dir="rtl">مرحبا</span>'


def edit(html):
    """Return what the editor makes of rich text that it opens and saves again."""
    widget = DraftailRichTextArea(features=["bold", "link", *LANGUAGE_FEATURES])
    saved = widget.value_from_datadict({"text": widget.format_value(html)}, {}, "text")
    return saved.split(">", 1)[1].removesuffix("</p>")  # without the paragraph and its key


class TestThePassage:
    @pytest.mark.parametrize(
        "html",
        [
            ENGLISH,
            ARABIC,
            '<b>Een <span lang="tr">komşu</span></b> uit de straat',
            '<a href="https://example.org/"><span lang="en">Community building</span></a>',
        ],
    )
    def test_survives_the_editor(self, html):
        assert edit(f"<p>{html}</p>") == html

    def test_is_not_made_of_other_spans(self):
        html = edit('<p><span lang="xx">een</span> <span class="x">twee</span></p>')

        assert html == "een twee"

    def test_is_read_in_its_own_language_on_the_page(self, client, home):
        page = StandardPageFactory(parent=home, body=[("text", f"<p>{ENGLISH}</p>")])

        assertContains(client.get(page.url), ENGLISH)

    def test_can_be_in_every_language_of_the_site(self):
        assert {code for code, _ in settings.LANGUAGES} <= set(settings.PASSAGE_LANGUAGES)


class TestTheButtons:
    def test_say_in_dutch_what_they_do(self):
        with override("nl"):
            attrs = DraftailRichTextArea(features=LANGUAGE_FEATURES).get_context("text", "", {})
            options = json.loads(attrs["widget"]["attrs"]["data-w-init-detail-value"])

        assert [(style["label"], style["description"]) for style in options["inlineStyles"]] == [
            ("NL", "Passage in het Nederlands"),
            ("EN", "Passage in het Engels"),
            ("TR", "Passage in het Turks"),
            ("AR", "Passage in het Arabisch"),
            ("PL", "Passage in het Pools"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            TextBlock(),
            AsideBlock().child_blocks["text"],
            TableBlock().child_blocks["rich_text"],
            AccessibilityStatementPage._meta.get_field("introduction"),
            AccessibilityStatementPage._meta.get_field("feedback"),
            PartnerIndexPage._meta.get_field("introduction"),
            WorkTeamIndexPage._meta.get_field("introduction"),
            WorkTeamPage._meta.get_field("lessons"),
            OpenCall._meta.get_field("how_to_respond"),
        ],
        ids=[
            "text",
            "aside",
            "table",
            "statement introduction",
            "statement feedback",
            "partners introduction",
            "teams introduction",
            "lessons",
            "how to respond",
        ],
    )
    def test_are_on_every_rich_text(self, text):
        assert set(text.features) >= {"bold", "link", *LANGUAGE_FEATURES}


class TestTranslation:
    """In wagtail-localize, from Dutch to English."""

    @pytest.fixture
    def english(self, db):
        return Locale.objects.get_or_create(language_code="en")[0]

    @pytest.fixture(params=["block", "field"])
    def page(self, request, home):
        """A page with a passage, in a block or in a field."""
        text = f"<p>{ENGLISH}</p>"
        if request.param == "block":
            return StandardPageFactory(parent=home, body=[("text", text)])
        return AccessibilityStatementPageFactory(parent=home, introduction=text)

    def translate(self, page, english, words):
        """Return the English page, with the sentence around the passage translated."""
        translate_object(page.get_parent().specific, [english])
        translate_object(page, [english])
        source = TranslationSource.objects.get_for_instance(page)
        translation = source.translations.get(target_locale=english)
        string = source.stringsegment_set.get(string__data__contains="community").string
        context = source.stringsegment_set.get(string=string).context
        StringTranslation.objects.create(
            translation_of=string, locale=english, context=context, data=words
        )
        translation.save_target(publish=False)
        return page.get_translation(english).get_latest_revision_as_object()

    def get_text(self, page):
        body = getattr(page, "body", None)
        return body[0].value.source if isinstance(body, StreamValue) else page.introduction

    def test_keeps_the_sentence_in_one_piece(self, page, english):
        translate_object(page.get_parent().specific, [english])
        translate_object(page, [english])

        source = TranslationSource.objects.get_for_instance(page)

        sentences = [segment.string.data for segment in source.stringsegment_set.all()]
        assert 'Wij doen aan <a id="a1">community building</a> in de wijk.' in sentences

    def test_keeps_the_passage(self, page, english):
        words = 'We do <a id="a1">community building</a> here.'

        text = self.get_text(self.translate(page, english, words))

        assert text == '<p>We do <span lang="en">community building</span> here.</p>'

    def test_lets_the_translator_leave_the_passage_out(self, page, english):
        text = self.get_text(self.translate(page, english, "We build communities."))

        assert text == "<p>We build communities.</p>"


def test_links_beside_a_passage_stay_links(client, home):
    text = f'<p>{ENGLISH} <a href="https://example.org/">Meer over wijken</a></p>'
    page = StandardPageFactory(parent=home, body=[("text", text)])

    response = client.get(page.url)

    assertContains(response, '<a href="https://example.org/">Meer over wijken</a>')
    assertNotContains(response, "<a lang")
