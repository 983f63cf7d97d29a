"""How far translations are: one definition, worked out by the database for any number of them.

Of one translation that is its State; of all together, the rows of the board.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from languages.querysets import BasePageQuerySet
from translations.models import OwnDraft
from translations.targets import list_snippet_models, list_target_locales

__all__ = [
    "Row",
    "State",
    "count_behind",
    "get_key",
    "get_source",
    "get_state",
    "list_kinds",
    "list_sources",
    "list_urgent",
    "load_rows",
    "unite",
    "with_states",
]

# What the board knows of a row before it loads the page or snippet itself.
COLUMNS = ["kind", "pk", "urgency", "behind", "changed_at", "translation_id"]
# The orders of the rows, by the name that the board has for each.
ORDERINGS = {
    "urgency": ["urgency", F("changed_at").desc(nulls_last=True), "kind", "pk"],
    "-urgency": ["-urgency", F("changed_at").desc(nulls_last=True), "kind", "pk"],
    "changed_at": [F("changed_at").asc(nulls_last=True), "kind", "pk"],
    "-changed_at": [F("changed_at").desc(nulls_last=True), "kind", "pk"],
}


class State(TextChoices):
    """The states of a translation, the most urgent first."""

    BEHIND = "behind", _("Behind")
    READY = "ready", _("Ready to publish")
    IN_PROGRESS = "in_progress", _("In progress")
    MISSING = "missing", _("Not started")
    CURRENT = "current", _("Up to date")

    @property
    def urgency(self):
        """The place among the states (int), which the database knows and sorts by."""
        return list(State).index(self)

    @classmethod
    def of_urgency(cls, urgency):
        """Return the State with this place."""
        return list(cls)[urgency]


# What the rows of these queries have in common.
OF_SOURCE = {"source__object_id": OuterRef("translation_key"), "source__locale": OuterRef("locale")}


def with_states(instances, locale):
    """Return a queryset of pages or snippets with how far their translation into a Locale is.

    Adds `translation_id` (None where none was started), `behind` (the number of passages still to
    do) and `urgency`, that of its State.
    """
    translations = Translation.objects.filter(**OF_SOURCE, target_locale=locale, enabled=True)
    states = [
        (Q(translation_id=None), State.MISSING),
        (Q(behind__gt=0, is_published=True), State.BEHIND),
        (Q(behind__gt=0), State.IN_PROGRESS),
        (Q(is_published=False) | has_news(locale), State.READY),
    ]
    return instances.annotate(
        translation_id=Subquery(translations.values("pk")[:1]),
        published_at=Subquery(translations.values("destination_last_updated_at")[:1]),
        behind=Coalesce(Subquery(count_left(locale)), 0),
        is_published=Exists(get_published_translations(instances.model, locale)),
    ).annotate(
        # Not the state itself and then its urgency: Django writes all of this out for each use.
        urgency=Case(
            *(When(condition, then=Value(state.urgency)) for condition, state in states),
            default=Value(State.CURRENT.urgency),
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


def get_published_translations(model, locale):
    """Return a queryset of the translations that visitors see."""
    instances = BasePageQuerySet(Page).on_site() if issubclass(model, Page) else model.objects
    return instances.filter(translation_key=OuterRef("translation_key"), locale=locale)


def has_news(locale):
    """Return whether words, or what is its own, wait to be published; facts do not wait."""
    passages = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"),
        locale=locale,
        updated_at__gt=OuterRef("published_at"),
    )
    own = OwnDraft.objects.filter(translation=OuterRef("translation_id"))
    return Q(published_at=None) | Q(Exists(passages)) | Q(Exists(own))


def get_row(translation):
    """Return the source of a Translation as `with_states` gives it."""
    model = translation.source.specific_content_type.model_class()
    sources = model.objects.filter(
        translation_key=translation.source.object_id, locale=translation.source.locale_id
    )
    return with_states(sources, translation.target_locale).get()


def get_state(translation):
    """Return the State of a translation that was started."""
    return State.of_urgency(get_row(translation).urgency)


def count_behind(translation):
    """Return how many passages of a translation are still to do."""
    return get_row(translation).behind


@dataclass(frozen=True)
class Row:
    """A page or snippet in the source language, and how far its translation is."""

    instance: Page | models.Model
    kind: ContentType
    state: State
    behind: int
    translation_id: int | None
    changed_at: datetime | None

    @property
    def key(self):
        return get_key(self.instance)

    @property
    def title(self):
        return str(self.instance)

    @property
    def kind_name(self):
        return capfirst(self.kind.model_class()._meta.verbose_name)


def get_key(instance):
    """Return what names a page or snippet in a form or address: "<content type>-<primary key>"."""
    is_page = isinstance(instance, Page)
    kind = instance.content_type_id if is_page else ContentType.objects.get_for_model(instance).pk
    return f"{kind}-{instance.pk}"


def get_source(key):
    """Return the page or snippet in the source language with this key; None for any other text."""
    kind, _hyphen, pk = key.partition("-")
    if not (kind.isdecimal() and pk.isdecimal()):
        return None
    content_type = ContentType.objects.filter(pk=kind).first()
    model = content_type and content_type.model_class()
    if model not in list_kinds():
        return None
    return model.objects.filter(pk=pk, locale=Locale.get_default()).first()


def list_kinds():
    """Return the models whose instances are on the board: page types in use, and snippets."""
    used = Page.objects.filter(depth__gt=1).order_by().values("content_type").distinct()
    types = ContentType.objects.filter(pk__in=used)
    return [*(each.model_class() for each in types), *list_snippet_models()]


def list_sources(user, locale):
    """Return what can be translated into a Locale, as a list of querysets: pages, and each snippet.

    Each has what `with_states` gives, with `kind` (the primary key of its content type),
    `changed_at` and `owner`. Only what `user` may read in the source language, and no draft.
    """
    source = Locale.get_default()
    pages = BasePageQuerySet(Page).readable_by(user).filter(locale=source, depth__gt=1)
    pages = pages.annotate(kind=F("content_type"), changed_at=F("last_published_at"))
    snippets = [
        model.objects.filter(locale=source).annotate(
            kind=make_constant(ContentType.objects.get_for_model(model).pk),
            changed_at=Value(None, output_field=Page._meta.get_field("last_published_at")),
            owner=make_constant(None),
        )
        for model in list_snippet_models()
    ]
    return [with_states(each, locale) for each in [pages, *snippets]]


def make_constant(number):
    return Value(number, output_field=IntegerField())


def unite(sources):
    """Return querysets of `list_sources`, or parts of them, as one queryset of their COLUMNS."""
    first, *others = (each.order_by().values(*COLUMNS) for each in sources)
    return first.union(*others, all=True)


def load_rows(values):
    """Return values of `unite` as a list of Row, with one query for each model."""
    values = list(values)
    found = {}
    for model in [Page, *list_snippet_models()]:
        keys = [each["pk"] for each in values if get_model(each) is model]
        found |= {(model, each.pk): each for each in model.objects.filter(pk__in=keys)}
    return [
        Row(
            instance=found[get_model(each), each["pk"]],
            kind=ContentType.objects.get_for_id(each["kind"]),
            state=State.of_urgency(each["urgency"]),
            behind=each["behind"],
            translation_id=each["translation_id"],
            changed_at=each["changed_at"],
        )
        for each in values
    ]


def get_model(value):
    """Return the model that a row is read from, which for all kinds of pages is Page."""
    model = ContentType.objects.get_for_id(value["kind"]).model_class()
    return Page if issubclass(model, Page) else model


def list_urgent(user, number):
    """Return the most urgent rows over all languages as a list of Row, none that is current."""
    rows = []
    for locale in list_target_locales():
        values = unite(list_sources(user, locale)).order_by(*ORDERINGS["urgency"])[:number]
        rows += [row for row in load_rows(values) if row.state != State.CURRENT]
    return sorted(rows, key=lambda row: row.state.urgency)[:number]
