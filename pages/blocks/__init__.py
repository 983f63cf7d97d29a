"""The blocks that pages are built from; each has one template, one preview and one description."""

from languages.blocks import TableBlock

from .bodies import BodyBlock, ContactBodyBlock, NewsBodyBlock, PageBodyBlock
from .facts import DeviationBlock, DirectionsBlock, KeyFactsBlock
from .links import (
    CallToActionBlock,
    DownloadBlock,
    LinkBlock,
    NewsletterBlock,
    RelatedPagesBlock,
    RoutePlannerBlock,
    SocialLinkBlock,
)
from .media import CaptionedImageBlock, ImageRowBlock, VideoBlock
from .people import ContactPersonBlock
from .text import AsideBlock, HeadingBlock, QuestionsBlock, QuoteBlock, TextBlock

__all__ = [
    "AsideBlock",
    "BodyBlock",
    "CallToActionBlock",
    "CaptionedImageBlock",
    "ContactBodyBlock",
    "ContactPersonBlock",
    "DeviationBlock",
    "DirectionsBlock",
    "DownloadBlock",
    "HeadingBlock",
    "ImageRowBlock",
    "KeyFactsBlock",
    "LinkBlock",
    "NewsBodyBlock",
    "NewsletterBlock",
    "PageBodyBlock",
    "QuestionsBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "RoutePlannerBlock",
    "SocialLinkBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
]
