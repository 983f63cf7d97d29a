"""How far translations are: one definition, worked out by the database for any number of them."""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from languages.querysets import BasePageQuerySet

__all__ = ["State", "count_behind", "get_state", "with_states"]


class State(TextChoices):
    """The states of a translation, the most urgent first."""

    BEHIND = "behind", _("Behind")
    READY = "ready", _("Ready to publish")
    IN_PROGRESS = "in_progress", _("In progress")
    MISSING = "missing", _("Not started")
    CURRENT = "current", _("Up to date")


# What the rows of these queries have in common.
OF_SOURCE = {"source__object_id": OuterRef("translation_key"), "source__locale": OuterRef("locale")}


def with_states(instances, locale):
    """Return a queryset of pages or snippets with how far their translation into a Locale is.

    Adds `translation_id` (None where none was started), `behind` (the number of passages still to
    do), `state` and `urgency`, its place among the states.
    """
    translations = Translation.objects.filter(**OF_SOURCE, target_locale=locale, enabled=True)
    states = [
        (Q(translation_id=None), State.MISSING),
        (Q(behind__gt=0, is_published=True), State.BEHIND),
        (Q(behind__gt=0), State.IN_PROGRESS),
        (Q(is_published=False) | has_news(locale), State.READY),
    ]
    return (
        instances.annotate(
            translation_id=Subquery(translations.values("pk")[:1]),
            source_read_at=Subquery(translations.values("source__last_updated_at")[:1]),
            published_at=Subquery(translations.values("destination_last_updated_at")[:1]),
            behind=Coalesce(Subquery(count_left(locale)), 0),
            is_published=Exists(find_published(instances.model, locale)),
        )
        .annotate(
            state=Case(
                *(When(condition, then=Value(state)) for condition, state in states),
                default=Value(State.CURRENT),
            )
        )
        .annotate(
            urgency=Case(
                *(When(state=state, then=place) for place, state in enumerate(State.values))
            )
        )
    )


def count_left(locale):
    """Return the number of passages of a source that no person has translated into a Locale."""
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=locale,
        has_error=False,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )
    left = StringSegment.objects.filter(~Exists(done), **OF_SOURCE).order_by()
    return left.values("source").annotate(number=Count("pk")).values("number")


def find_published(model, locale):
    """Return the translations that visitors see."""
    instances = BasePageQuerySet(model).on_site() if issubclass(model, Page) else model.objects
    return instances.filter(translation_key=OuterRef("translation_key"), locale=locale)


def has_news(locale):
    """Return whether source or passages changed since the translation was published."""
    passages = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"),
        locale=locale,
        updated_at__gt=OuterRef("published_at"),
    )
    return Q(published_at=None) | Q(source_read_at__gt=F("published_at")) | Q(Exists(passages))


def get_row(translation):
    """Return the source of a Translation as `with_states` gives it."""
    model = translation.source.specific_content_type.model_class()
    sources = model.objects.filter(
        translation_key=translation.source.object_id, locale=translation.source.locale_id
    )
    return with_states(sources, translation.target_locale).get()


def get_state(translation):
    """Return the State of a translation that was started."""
    return State(get_row(translation).state)


def count_behind(translation):
    """Return how many passages of a translation are still to do."""
    return get_row(translation).behind
