"""The blocks that pages are built from; each has one template, one preview and one description."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from languages.phrases import PhraseBlock, TelephoneBlock
from languages.rich_text import PassagesMixin, RichTextBlock
from languages.tables import TableBlock
from pages.block_previews import preview_document, preview_page, preview_picture
from pages.typography import to_e164

__all__ = [
    "AsideBlock",
    "BodyBlock",
    "CallToActionBlock",
    "ContactBodyBlock",
    "ContactPersonBlock",
    "DeviationBlock",
    "DirectionsBlock",
    "DownloadBlock",
    "HeadingBlock",
    "KeyFactsBlock",
    "LinkBlock",
    "NewsBodyBlock",
    "NewsletterBlock",
    "PageBodyBlock",
    "PictureBlock",
    "PictureRowBlock",
    "QuestionsBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "RoutePlannerBlock",
    "SocialLinkBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
]

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingValue(blocks.StructValue):
    def get_anchor(self):
        """Return the fragment that links lead to, made from the words of the heading."""
        return slugify(self["text"])


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


class TextBlock(PassagesMixin, blocks.RichTextBlock):
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
    speaker = blocks.CharBlock(
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


class DescribedPictureBlock(ImageBlock):
    """A picture with its alternative text, under labels that Wagtail leaves in English or short."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Picture")
        self.child_blocks["decorative"].label = _("The picture only decorates")
        self.child_blocks["alt_text"].label = _("Alternative text")


class PictureValue(blocks.StructValue):
    """The block's own words are in the language of the page; without them, the picture has some."""

    def get_caption(self):
        """Return the caption, a str from the block or a library Text from the picture."""
        return self["caption"] or self["image"].get_text("caption")

    def get_credit(self):
        """Return who made the picture, a str from the block or a library Text from the picture."""
        return self["credit"] or self["image"].get_text("credit")


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text, caption and credit."""

    image = DescribedPictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Picture caption"),
        required=False,
        help_text=_("Leave empty to use the caption that belongs to the picture."),
    )
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        help_text=_("Leave empty to use the credit that belongs to the picture."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture over the full width of the text")
        template = "blocks/picture.html"
        value_class = PictureValue
        preview_value = staticmethod(preview_picture)


class PictureRowBlock(blocks.StructBlock):
    """Two to four pictures beside each other."""

    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=4)

    class Meta:
        icon = "copy"
        label = _("Row of pictures")
        description = _("Two to four pictures beside each other")
        template = "blocks/picture_row.html"

        @staticmethod
        def preview_value():
            return {"pictures": [preview_picture(), preview_picture()]}


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


class KeyFactBlock(blocks.StructBlock):
    value = PhraseBlock(label=_("Figure"), max_length=30, help_text=_("For example: 14."))
    label = blocks.CharBlock(
        label=_("What it counts"), max_length=120, help_text=_("For example: people at the start.")
    )

    class Meta:
        icon = "pick"
        label = _("Fact")


class KeyFactsBlock(blocks.StructBlock):
    """A few figures that say most of it."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    facts = blocks.ListBlock(KeyFactBlock(), label=_("Facts"), min_num=1, max_num=6)

    class Meta:
        icon = "list-ul"
        label = _("Key facts")
        description = _("One to six figures, each with what it counts")
        template = "blocks/key_facts.html"
        preview_value = {
            "title": "Het team in cijfers",
            "facts": [
                {"value": "14", "label": "mensen bij de eerste echte bijeenkomst"},
                {"value": "3", "label": "onderwerpen"},
            ],
        }


class DownloadValue(blocks.StructValue):
    def get_title(self):
        """Return the words of the link: a str from the block, or a Text, the document's title."""
        return self["title"] or self["document"].get_text("title")


class DownloadBlock(blocks.StructBlock):
    """A file to download; the link says its kind and size."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Link text"),
        required=False,
        help_text=_("Leave empty to use the title of the document."),
    )

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A link to a document, with its kind and size")
        template = "blocks/download.html"
        value_class = DownloadValue

        @staticmethod
        def preview_value():
            return {"document": preview_document(), "title": ""}


class VideoBlock(blocks.StructBlock):
    """A video elsewhere, as a picture and a link: nothing is loaded before a visitor follows it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(
        label=_("Web address"), help_text=_("The page of the video, for example on a video site.")
    )
    poster = DescribedPictureBlock(label=_("Picture"), help_text=_("Shown in place of the video."))
    duration = blocks.CharBlock(
        label=_("Length"),
        required=False,
        max_length=30,
        help_text=_("For example: 3 minutes."),
    )
    transcript = RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=RICH_TEXT,
        help_text=_("What is said and shown, for people who cannot hear or see the video."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A picture with a link to a video, and the text of what is said")
        template = "blocks/video.html"

        @staticmethod
        def preview_value():
            return {
                "title": "Een stoel erbij",
                "url": "https://example.org/video",
                "poster": preview_picture()["image"],
                "duration": "3 minuten",
                "transcript": "<p>Voorbeeld van de tekst bij een video.</p>",
            }


class LinkBlock(blocks.StructBlock):
    """A link to one of our pages or to an address elsewhere."""

    text = blocks.CharBlock(
        label=_("Link text"),
        max_length=80,
        help_text=_("Say where the link leads. Do not write “read more” or “click here”."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("Web address outside this site"),
        required=False,
        help_text=_("Only when you do not choose a page."),
    )

    def clean(self, value):
        """Return the cleaned value; raise StructBlockValidationError unless one goal is given."""
        value = super().clean(value)
        both_or_none = bool(value["page"]) == bool(value["url"])
        if both_or_none and not self.is_deferred_validation:
            message = ValidationError(_("Choose a page or fill in an address, one of the two."))
            raise StructBlockValidationError(block_errors={"page": message})
        return value

    class Meta:
        icon = "link"
        label = _("Link")


class CallToActionBlock(blocks.StructBlock):
    """What the reader can do now, with one button."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    link = LinkBlock(label=_("Button"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("One thing the reader can do, with a button")
        template = "blocks/call_to_action.html"

        @staticmethod
        def preview_value():
            return {
                "title": "Schuif aan",
                "text": "Werkteam 2 zoekt bewoners die willen meedenken.",
                "link": {"text": "Neem contact op", "page": preview_page(), "url": ""},
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


class PersonValue(blocks.StructValue):
    def get_telephone_dialled(self):
        """Return the telephone number for a link (E.164), or "" when it cannot be dialled."""
        return to_e164(self["telephone"])


class PersonBlock(blocks.StructBlock):
    """Somebody to turn to. Name and photo are only for who agreed (AVG, article 6)."""

    name = blocks.CharBlock(
        label=_("Name"), max_length=120, help_text=_("A name, or a role: “the secretariat”.")
    )
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)
    photo = DescribedPictureBlock(label=_("Photo"), required=False)
    email = blocks.EmailBlock(label=_("E-mail address"), required=False)
    telephone = TelephoneBlock(
        label=_("Telephone"),
        required=False,
        max_length=30,
        help_text=_("For example: 010 794 5676."),
    )
    consent = blocks.BooleanBlock(
        label=_("This person agreed to be shown here, or no person is named"),
        help_text=_("Without consent a person cannot be on the site."),
    )

    class Meta:
        icon = "user"
        label = _("Person")
        value_class = PersonValue


class ContactPersonBlock(blocks.StructBlock):
    """One or more people, or a desk, that the reader can turn to."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    people = blocks.ListBlock(PersonBlock(), label=_("People"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Contact person")
        description = _("Who to turn to, with e-mail address and telephone")
        template = "blocks/contact_person.html"
        preview_value = {
            "title": "Vragen over dit onderwerp?",
            "people": [
                {
                    "name": "Het secretariaat",
                    "role": "Werkplaats Sociaal Domein",
                    "email": "voorbeeld@example.org",
                    "telephone": "010 000 0000",
                    "consent": True,
                }
            ],
        }


class RelatedPagesBlock(blocks.StructBlock):
    """Pages to read next, chosen by the editor."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")), label=_("Pages to read next"), min_num=1
    )

    class Meta:
        icon = "doc-full"
        label = _("Related pages")
        description = _("Links to pages that go on where this one ends")
        template = "blocks/related_pages.html"

        @staticmethod
        def preview_value():
            return {"title": "Lees verder", "pages": [preview_page()]}


class NewsletterBlock(blocks.StructBlock):
    """The form to sign up for the newsletter."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(
        label=_("Text"), required=False, help_text=_("What people get. The form follows by itself.")
    )

    class Meta:
        icon = "mail"
        label = _("Newsletter")
        description = _("The form to sign up for the newsletter")
        template = "blocks/newsletter.html"
        preview_value = {
            "title": "Nieuws uit de werkplaats in uw mail",
            "text": "Kort en in gewone taal.",
        }


MEANS_OF_TRANSPORT = [
    ("train", _("By train")),
    ("metro", _("By metro")),
    ("tram", _("By tram")),
    ("bicycle", _("By bicycle")),
    ("car", _("By car")),
    ("walking", _("On foot")),
    ("wheelchair", _("With a wheelchair")),
]


class DirectionsValue(blocks.StructValue):
    def get_means_display(self):
        """Return the means of transport in the language of the reader."""
        return dict(MEANS_OF_TRANSPORT)[self["means"]]


class DirectionsBlock(blocks.StructBlock):
    """How to come by one means of transport, step by step."""

    means = blocks.ChoiceBlock(
        label=_("Means of transport"),
        choices=MEANS_OF_TRANSPORT,
    )
    duration = blocks.CharBlock(
        label=_("How long it takes"),
        required=False,
        max_length=80,
        help_text=_("For example: about 5 minutes on foot."),
    )
    steps = blocks.ListBlock(
        blocks.CharBlock(label=_("Step"), max_length=300), label=_("Steps"), min_num=1
    )

    class Meta:
        icon = "crosshairs"
        label = _("Directions")
        label_format = "{means}"
        description = _("The steps for one means of transport")
        template = "blocks/directions.html"
        value_class = DirectionsValue
        preview_value = {
            "means": "metro",
            "duration": "ongeveer 5 minuten lopen",
            "steps": ["Stap uit bij Eendrachtsplein.", "Loop naar het Museumpark."],
        }


class RoutePlannerBlock(blocks.StructBlock):
    """A link to a route planner elsewhere; a plain link, so that nothing of theirs is loaded."""

    name = blocks.CharBlock(
        label=_("Name"), max_length=80, help_text=_("For example: 9292, public transport.")
    )
    url = blocks.URLBlock(label=_("Web address"))

    class Meta:
        icon = "link-external"
        label = _("Route planner")
        label_format = "{name}"
        description = _("A link to a route planner")
        template = "blocks/route_planner.html"
        preview_value = {"name": "Routeplanner (voorbeeld)", "url": "https://example.org/"}


class SocialLinkBlock(blocks.StructBlock):
    """An account of the network elsewhere."""

    name = blocks.CharBlock(
        label=_("Name"),
        max_length=40,
        help_text=_("The name of the service, for example LinkedIn."),
    )
    url = blocks.URLBlock(label=_("Web address"))

    class Meta:
        icon = "link-external"
        label = _("Social media account")
        label_format = "{name}"
        description = _("A link to an account of the network elsewhere")
        template = "blocks/social_link.html"
        preview_value = {"name": "LinkedIn (voorbeeld)", "url": "https://example.org/"}


class DeviationBlock(blocks.StructBlock):
    """A requirement that is not met, with the fields of the Dutch model statement."""

    criterion = blocks.CharBlock(
        label=_("Requirement"),
        max_length=120,
        help_text=_("Number and name, for example: 1.4.3 Contrast."),
    )
    description = blocks.TextBlock(label=_("What is wrong"))
    cause = blocks.TextBlock(label=_("Cause"))
    effect = blocks.TextBlock(label=_("Effect for visitors"))
    measure = blocks.TextBlock(label=_("Measure"))
    date = blocks.DateBlock(label=_("Solved by"))

    class Meta:
        icon = "warning"
        label = _("Deviation")
        label_format = "{criterion}"
        description = _("One requirement that is not met yet, and what is done about it")
        template = "blocks/deviation.html"
        preview_value = {
            "criterion": "1.2.2 Ondertitels (voorbeeld)",
            "description": "Een video heeft geen ondertitels.",
            "cause": "De video komt van een andere organisatie.",
            "effect": "Wie niet hoort, mist wat er wordt gezegd.",
            "measure": "Wij schrijven de tekst uit.",
            "date": datetime.date(2027, 3, 1),
        }


class BodyBlock(blocks.StreamBlock):
    """The blocks that tell a story; enough for a work team, whose page has its own facts."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    picture_row = PictureRowBlock()
    aside = AsideBlock()
    table = TableBlock()
    download = DownloadBlock()
    video = VideoBlock()

    def clean(self, value):
        """Return the cleaned value; raise StreamBlockValidationError for a heading used twice.

        Two equal headings would share one anchor, and a reader could not tell them apart.
        """
        value = super().clean(value)
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
    """A story, its figures, and what the reader can do; the page finds related items itself."""

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
