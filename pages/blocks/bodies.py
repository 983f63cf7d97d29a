"""Which blocks a body of text may be built from, by the kind of page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError

from languages.blocks import TableBlock

from .facts import KeyFactsBlock
from .links import CallToActionBlock, DownloadBlock, NewsletterBlock, RelatedPagesBlock
from .media import CaptionedImageBlock, ImageRowBlock, VideoBlock
from .people import ContactPersonBlock
from .text import AsideBlock, HeadingBlock, QuestionsBlock, QuoteBlock, TextBlock

__all__ = ["BodyBlock", "ContactBodyBlock", "NewsBodyBlock", "PageBodyBlock"]


class BodyBlock(blocks.StreamBlock):
    """The blocks that tell a story; enough for a work team, whose page has its own facts."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    picture = CaptionedImageBlock()
    picture_row = ImageRowBlock()
    aside = AsideBlock()
    table = TableBlock()
    download = DownloadBlock()
    video = VideoBlock()

    def clean(self, value):
        """Return the cleaned value; raise StreamBlockValidationError for a heading used twice.

        Two equal headings would share one anchor, and a visitor could not tell them apart. A draft
        may have them: two that were just added are equal, as both are empty.
        """
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        anchors = set()
        errors = {}
        for position, child in enumerate(value):
            if child.block_type != "heading":
                continue
            anchor = child.value.get_anchor()
            if anchor in anchors:
                errors[position] = ValidationError(
                    _("This heading is on the page already. Use other words.")
                )
            anchors.add(anchor)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return value


class NewsBodyBlock(BodyBlock):
    """A story, its figures, and what the visitor can do; the page finds related items itself."""

    key_facts = KeyFactsBlock()
    call_to_action = CallToActionBlock()
    contact_person = ContactPersonBlock()


class PageBodyBlock(NewsBodyBlock):
    """Every block there is, for pages that may be about anything."""

    questions = QuestionsBlock()
    related_pages = RelatedPagesBlock()
    newsletter = NewsletterBlock()


class ContactBodyBlock(blocks.StreamBlock):
    """What belongs under an address: explanation, people and questions, no stories."""

    text = TextBlock()
    contact_person = ContactPersonBlock()
    questions = QuestionsBlock()
    download = DownloadBlock()
