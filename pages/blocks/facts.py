"""Blocks of facts that are stored as such: figures, directions, requirements."""

import datetime

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from languages.blocks import PhraseBlock

__all__ = ["DeviationBlock", "DirectionsBlock", "KeyFactsBlock"]


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
        """Return the means of transport in the language of the visitor."""
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
