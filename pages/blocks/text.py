"""Blocks of words: what a story is told with."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from languages.blocks import NameBlock
from languages.rich_text import RichTextBlock

__all__ = ["RICH_TEXT", "AsideBlock", "HeadingBlock", "QuestionsBlock", "QuoteBlock", "TextBlock"]

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]

# The ids that pages have by themselves, which a heading would take from them.
OWN_IDS = {
    *["address", "ask", "calls", "children", "cite", "cloth", "details", "deviations"],
    *["directions", "feedback", "follow", "footer-contact", "footer-follow", "footer-pages"],
    *["form-errors", "growth", "indoors", "issues", "items", "lessons", "main", "meetings"],
    *["members", "message", "milestones", "more", "municipalities", "news", "newsletter"],
    *["partner-strip", "passkey-button", "passkey-credential", "past", "placeholder-cloth"],
    *["planners", "programme", "publications", "related", "report", "search", "seat-circle"],
    *["seat-cross", "seat-diamond", "seat-free", "seat-hexagon", "seat-square", "seat-star"],
    *["seat-triangle", "share", "site-search", "statement", "status", "take-part", "teams"],
    *["theme-teams", "themes", "useful"],
}


class HeadingValue(blocks.StructValue):
    def get_anchor(self):
        """Return the fragment that links lead to, made from the words of the heading.

        It is there for any script and for signs alone, and is no id that the page has itself
        (HTML Living Standard, 3.2.6: an id is unique and not empty).
        """
        words = self["text"]
        plain, full = slugify(words), slugify(words, allow_unicode=True)
        # Where letters would be lost, as all of Arabic, they stay as they are.
        anchor = plain if len(plain) == len(full) else full
        anchor = anchor or "-".join(f"{ord(sign):x}" for sign in words)
        return f"{anchor}-2" if anchor in OWN_IDS else anchor


class HeadingBlock(blocks.StructBlock):
    """A heading in the text, which a link can lead to."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Heading")), ("3", _("Smaller heading"))],
        default="2",
        help_text=_("Choose “smaller heading” only for a part of the text below a heading."),
    )

    def get_searchable_content(self, value):
        """Return the words of the heading; its size is nothing to search for."""
        return [value["text"]]

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides a long text; a link can lead straight to it")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "Wat u kunt doen", "level": "2"}


class TextBlock(RichTextBlock):
    """Paragraphs and lists, without headings: those are blocks of their own."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links")
        template = "blocks/text.html"
        preview_value = (
            "<p>Bewoners en professionals gaan <b>samen</b> aan tafel. Zij zoeken naar wat"
            " werkt.</p><ul><li>luisteren</li><li>doen</li></ul>"
        )


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, and who said them."""

    text = blocks.TextBlock(label=_("Quote"))
    speaker = NameBlock(
        label=_("Speaker"),
        required=False,
        help_text=_("Name and role, for example: Fatima, resident of Charlois."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("A remark by one person, set apart from the text")
        template = "blocks/quote.html"
        preview_value = {"text": "Formeel schuift aan bij informeel.", "speaker": "Werkteam 2"}


class AsideBlock(blocks.StructBlock):
    """Something beside the story: an explanation, an example."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Aside")
        description = _("An explanation or example in a frame beside the story")
        template = "blocks/aside.html"
        preview_value = {
            "title": "Wat is de kostendelersnorm?",
            "text": "<p>Wie een woning deelt, krijgt soms een lagere uitkering.</p>",
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = RichTextBlock(label=_("Answer"), features=RICH_TEXT)

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(blocks.StructBlock):
    """Questions whose answers open when the visitor asks for them."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions people ask; each answer opens on its own")
        template = "blocks/questions.html"
        preview_value = {
            "title": "Veelgestelde vragen",
            "questions": [
                {
                    "question": "Kan ik meedoen als bewoner?",
                    "answer": "<p>Ja. U hoeft niets te kunnen of te weten.</p>",
                }
            ],
        }
