from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from pages.ordering import OrderedModel
from teams.models import Theme

__all__ = ["EVERYTHING", "Choice", "Topic"]


@dataclass(frozen=True)
class Choice:
    """What somebody wants to read: everything, or the topics with these keys and no others.

    Everything is said, and never read from the want of topics: who had chosen one topic that was
    taken away would else get all there is, without having asked for it (AVG, article 4(11)).
    """

    wants_all: bool
    topics: tuple[int, ...] = ()


EVERYTHING = Choice(wants_all=True)


class TopicQuerySet(models.QuerySet):
    def in_source_language(self):
        """Return the topics that people subscribe to: one for all languages, in order."""
        source = settings.LANGUAGE_CODE
        return self.filter(locale__language_code=source).order_by("sort_order", "pk")

    def get_about(self, theme):
        """Return the topic about a Theme that people can choose, or None."""
        topics = self.in_source_language().filter(is_closed=False)
        return topics.filter(theme__translation_key=theme.translation_key).first()

    def chosen(self):
        """Return the topics that a subscriber has chosen."""
        return self.filter(subscriptions__isnull=False).distinct()

    def for_visitor(self, chosen=()):
        """Return a list of (topic to subscribe to, the same topic to show), in order.

        What is shown is in the language of the page, or in the source language where it has no
        translation yet. A closed topic is there for who chose it: `chosen` has the keys of those.
        """
        topics = self.select_related("locale")
        shown = topics.filter(locale__language_code=get_language())
        by_key = {topic.translation_key: topic for topic in shown}
        return [
            (topic, by_key.get(topic.translation_key, topic))
            for topic in topics.in_source_language()
            if topic.pk in chosen or not topic.is_closed
        ]


class Topic(index.Indexed, PreviewableMixin, TranslatableMixin, OrderedModel):
    """A subject that subscribers can choose."""

    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(
        _("description"),
        blank=True,
        max_length=200,
        help_text=_("One sentence that says what subscribers get. Shown below the name."),
    )

    is_closed = models.BooleanField(
        _("closed"),
        default=False,
        help_text=_(
            "Nobody can choose a closed topic any more; who chose it before keeps it. A topic that"
            " subscribers have chosen cannot be deleted."
        ),
    )

    # In Dutch, whatever the language of the topic: people subscribe to the Dutch one.
    theme = models.ForeignKey(
        Theme,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        limit_choices_to={"locale__language_code": settings.LANGUAGE_CODE},
        related_name="+",
        verbose_name=_("theme"),
        help_text=_("The page of this theme offers the topic to who wants to follow the theme."),
    )

    objects = TopicQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("theme"),
        FieldPanel("is_closed"),
    ]
    override_translatable_fields = [
        SynchronizedField("theme", overridable=False),
        SynchronizedField("is_closed", overridable=False),
    ]
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

    def get_anchor(self):
        """Return the name of its box on the page to sign up, for links."""
        return f"topic-{self.pk}"

    def get_preview_template(self, request, mode_name):
        return "newsletter/topic_preview.html"
