"""Blocks that lead somewhere: to a page, a document, another site or a form."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from .previews import preview_document, preview_page

__all__ = [
    "CallToActionBlock",
    "DownloadBlock",
    "LinkBlock",
    "NewsletterBlock",
    "RelatedPagesBlock",
    "RoutePlannerBlock",
    "SocialLinkBlock",
]


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
            message = ValidationError(
                _("Choose a page or fill in an address, one of the two."), code="required"
            )
            raise StructBlockValidationError(block_errors={"page": message})
        return value

    class Meta:
        icon = "link"
        label = _("Link")


class CallToActionBlock(blocks.StructBlock):
    """What the visitor can do now, with one button."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    link = LinkBlock(label=_("Button"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("One thing a visitor can do, with a button")
        template = "blocks/call_to_action.html"

        @staticmethod
        def preview_value():
            return {
                "title": "Schuif aan",
                "text": "Werkteam 2 zoekt bewoners die willen meedenken.",
                "link": {"text": "Neem contact op", "page": preview_page(), "url": ""},
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
