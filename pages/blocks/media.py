"""Blocks that show something: pictures and videos."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from languages.blocks import NameBlock
from languages.rich_text import RichTextBlock

from .previews import preview_image
from .text import RICH_TEXT

__all__ = ["CaptionedImageBlock", "DescribedImageBlock", "ImageRowBlock", "VideoBlock"]


class DescribedImageBlock(ImageBlock):
    """A picture with its alternative text, under labels that Wagtail leaves in English or short."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Picture")
        self.child_blocks["decorative"].label = _("The picture only decorates")
        self.child_blocks["alt_text"].label = _("Alternative text")


class CaptionedImageValue(blocks.StructValue):
    """The block's own words are in the language of the page; without them, the picture has some."""

    def get_caption(self):
        """Return the caption, a str from the block or a library Text from the picture."""
        return self["caption"] or self["image"].get_text("caption")

    def get_credit(self):
        """Return who made the picture, a str from the block or a library Text from the picture."""
        return self["credit"] or self["image"].get_text("credit")


class CaptionedImageBlock(blocks.StructBlock):
    """A picture with its alternative text, caption and credit."""

    image = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Picture caption"),
        required=False,
        help_text=_("Leave empty to use the caption that belongs to the picture."),
    )
    credit = NameBlock(
        label=_("Credit"),
        required=False,
        help_text=_("Leave empty to use the credit that belongs to the picture."),
    )
    long_description = RichTextBlock(
        label=_("All that is to be seen"),
        required=False,
        features=RICH_TEXT,
        help_text=_(
            "For a chart, map or drawing: what it tells, in full. Visitors open it below the"
            " picture."
        ),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture over the full width of the text")
        template = "blocks/picture.html"
        value_class = CaptionedImageValue
        preview_value = staticmethod(preview_image)


class ImageRowBlock(blocks.StructBlock):
    """Two to four pictures beside each other."""

    pictures = blocks.ListBlock(CaptionedImageBlock(), label=_("Pictures"), min_num=2, max_num=4)

    class Meta:
        icon = "copy"
        label = _("Row of pictures")
        description = _("Two to four pictures beside each other")
        template = "blocks/picture_row.html"

        @staticmethod
        def preview_value():
            return {"pictures": [preview_image(), preview_image()]}


class VideoValue(blocks.StructValue):
    def get_sound(self):
        """Return what is said of the sound of the video beside its link, or ""."""
        # A value that code made has only what the code gave it.
        if self.get("is_silent"):
            return gettext("nothing is said")
        return gettext("with captions") if self.get("captions") == "yes" else ""


class VideoBlock(blocks.StructBlock):
    """A video elsewhere, as a picture and a link: nothing is loaded before a visitor follows it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(
        label=_("Web address"), help_text=_("The page of the video, for example on a video site.")
    )
    poster = DescribedImageBlock(label=_("Picture"), help_text=_("Shown in place of the video."))
    duration = blocks.CharBlock(
        label=_("Length"),
        required=False,
        max_length=30,
        help_text=_("For example: 3 minutes."),
    )
    captions = blocks.ChoiceBlock(
        label=_("Captions"),
        required=False,
        choices=[("yes", _("The video has captions")), ("no", _("The video has no captions"))],
        help_text=_("Captions say for people who cannot hear what is said."),
    )
    is_silent = blocks.BooleanBlock(
        label=_("Nothing is said in this video"),
        required=False,
        help_text=_("Then it needs no captions. Describe below what is to be seen."),
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
        value_class = VideoValue

        @staticmethod
        def preview_value():
            return {
                "title": "Een stoel erbij",
                "url": "https://example.org/video",
                "poster": preview_image()["image"],
                "duration": "3 minuten",
                "captions": "yes",
                "transcript": "<p>Voorbeeld van de tekst bij een video.</p>",
            }
