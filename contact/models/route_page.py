from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from library.models import Image
from pages import structured_data
from pages.blocks import DirectionsBlock, RoutePlannerBlock
from pages.models import BasePage

__all__ = ["RoutePage"]


class RoutePage(BasePage):
    """How to get there, from the station to the chair in the room; made to be printed."""

    page_description = _("How to get there by each means of transport, up to the room.")
    parent_page_types = ["contact.ContactPage"]
    subpage_types = []
    max_count_per_parent = 1

    directions = StreamField(
        [("directions", DirectionsBlock())],
        blank=True,
        verbose_name=_("directions to the building"),
    )
    indoor_steps = StreamField(
        [("step", blocks.CharBlock(label=_("Step"), icon="arrow-right", max_length=300))],
        blank=True,
        verbose_name=_("from the entrance to the room"),
        help_text=_("One step at a time, also for who comes in a wheelchair."),
    )
    map_image = models.ForeignKey(
        Image,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("picture of the map"),
        help_text=_(
            "Names of places only, no other words: pages in every language show the same picture."
        ),
    )
    map_description = models.TextField(
        _("map in words"),
        blank=True,
        help_text=_("All that the map shows, for people who cannot see it."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        blank=True,
        null=True,
        max_digits=8,
        decimal_places=6,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north, for example 51.914600."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        blank=True,
        null=True,
        max_digits=9,
        decimal_places=6,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east, for example 4.471600."),
    )
    route_planners = StreamField(
        [("planner", RoutePlannerBlock())],
        blank=True,
        verbose_name=_("route planners"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("directions"),
        FieldPanel("indoor_steps"),
        MultiFieldPanel(
            [
                FieldPanel("map_image"),
                FieldPanel("map_description"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Map"),
        ),
        FieldPanel("route_planners"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("directions"),
        index.SearchField("indoor_steps"),
        index.SearchField("map_description"),
        index.SearchField("route_planners"),
    ]

    class Meta:
        verbose_name = _("route page")
        verbose_name_plural = _("route pages")

    def get_structured_data(self, request):
        return [structured_data.place(request, self.latitude, self.longitude)]

    def check_finished(self):
        super().check_finished()
        if self.map_image and not self.map_description:
            raise ValidationError({"map_description": _("Say in words what the map shows.")})
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Enter both coordinates, or neither.")})
