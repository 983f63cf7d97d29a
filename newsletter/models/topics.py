from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail.search import index

from pages.ordering import OrderedModel

__all__ = ["Topic"]


class TopicQuerySet(models.QuerySet):
    def in_source_language(self):
        """Return the topics that people subscribe to: one for all languages, in order."""
        source = settings.LANGUAGE_CODE
        return self.filter(locale__language_code=source).order_by("sort_order", "pk")

    def for_visitor(self):
        """Return a list of (topic to subscribe to, the same topic to show), in order.

        What is shown is in the language of the page, or in the source language where it has no
        translation yet.
        """
        topics = self.select_related("locale")
        shown = topics.filter(locale__language_code=get_language())
        by_key = {topic.translation_key: topic for topic in shown}
        return [
            (topic, by_key.get(topic.translation_key, topic))
            for topic in topics.in_source_language()
        ]


class Topic(index.Indexed, PreviewableMixin, TranslatableMixin, OrderedModel):
    """A subject that subscribers can choose."""

    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(
        _("description"),
        blank=True,
        max_length=200,
        help_text=_("One sentence that says what readers get. Shown below the name."),
    )

    objects = TopicQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("description")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta, OrderedModel.Meta):
        verbose_name = _("topic of the newsletter")
        verbose_name_plural = _("topics of the newsletter")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "newsletter/topic_preview.html"
