"""What an issue is made of: pages of the site, open calls, and texts that stand nowhere else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from teams.models import OpenCall

__all__ = ["ItemsBlock", "WithoutTranslation"]


class WithoutTranslation(TextChoices):
    """What an edition in another language does with an item that is not in it."""

    UNDECIDED = "", _("Not decided yet")
    LEAVE_OUT = "leave_out", _("Leave it out of that edition")
    NOTE = "note", _("Show it in Dutch, with a note that says so")


def make_choice():
    """Return the block with the one decision about an item that an edition lacks."""
    return blocks.ChoiceBlock(
        choices=[choice for choice in WithoutTranslation.choices if choice[0]],
        label=_("Where it is not translated"),
        required=False,
        help_text=_(
            "What an edition in another language does with it as long as there is no translation."
        ),
    )


def make_summary():
    return blocks.TextBlock(
        label=_("Shorter text"),
        required=False,
        max_length=300,
        help_text=_("Instead of its summary, in this issue only."),
    )


class PageItemBlock(blocks.StructBlock):
    """A page of the site; its title, summary and picture are those of the page."""

    page = blocks.PageChooserBlock(label=_("Page"))
    summary = make_summary()
    without_translation = make_choice()

    class Meta:
        icon = "doc-full"
        label = _("Page of the site")
        description = _("News, a meeting, a publication or another page")


def list_calls():
    """Return (translation key, words) for each open call of the site, the last deadline first."""
    calls = OpenCall.objects.filter(team__live=True, team__alias_of=None)
    calls = calls.filter(locale=Locale.get_default()).select_related("team")
    return [
        (str(call.translation_key), f"{call.title} ({call.team.title})")
        for call in calls.order_by("-deadline", "pk")
    ]


class CallItemBlock(blocks.StructBlock):
    """An open call of a work team, by the key that it has in every language."""

    call = blocks.ChoiceBlock(choices=list_calls, label=_("Open call"))
    summary = make_summary()
    without_translation = make_choice()

    class Meta:
        icon = "pick"
        label = _("Open call")
        description = _("An open call of a work team, with its deadline")


class TextItemBlock(blocks.StructBlock):
    """A text that stands in this issue and nowhere else, with a link where there is more."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), max_length=1000)
    page = blocks.PageChooserBlock(label=_("Page with more about it"), required=False)
    url = blocks.URLBlock(
        label=_("Web address outside this site"),
        required=False,
        help_text=_("Only when you do not choose a page."),
    )
    without_translation = make_choice()

    class Meta:
        icon = "pilcrow"
        label = _("Text of its own")
        description = _("A text for this issue only")


class ItemsBlock(blocks.StreamBlock):
    """The items of an issue in their order."""

    page = PageItemBlock()
    call = CallItemBlock()
    text = TextItemBlock()

    class Meta:
        # An item is a line to put in order, of which the name says which it is.
        collapsed = True
