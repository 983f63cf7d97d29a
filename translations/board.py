"""The translation board: every page and snippet in each language, and how far it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, IntegerField, Q, Value
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from languages.querysets import BasePageQuerySet
from translations.states import State, with_states
from translations.targets import list_snippet_models

__all__ = [
    "Row",
    "find_rows",
    "get_instance",
    "get_page_of_rows",
    "list_kinds",
    "list_target_locales",
    "list_urgent",
]

ROWS_PER_PAGE = 30
COLUMNS = ["kind", "pk", "state", "behind", "urgency", "changed_at", "translation_id"]
SORTINGS = {
    "urgency": ["urgency", F("changed_at").desc(nulls_last=True), "kind", "pk"],
    "changed": [F("changed_at").desc(nulls_last=True), "kind", "pk"],
}


@dataclass(frozen=True)
class Row:
    """A page or snippet in the source language, and how far its translation is."""

    instance: Page | models.Model
    kind: ContentType
    locale: Locale
    state: State
    behind: int
    translation_id: int | None
    changed_at: datetime | None

    @property
    def key(self):
        """Return what names this row in a form: "<content type>-<primary key>"."""
        return f"{self.kind.pk}-{self.instance.pk}"

    @property
    def title(self):
        return str(self.instance)

    @property
    def kind_name(self):
        return capfirst(self.kind.model_class()._meta.verbose_name)


def list_target_locales():
    """Return the Locales to translate into, as a list."""
    return list(Locale.objects.exclude(pk=Locale.get_default().pk))


def list_kinds():
    """Return the models whose instances are on the board: page types in use, and snippets."""
    used = Page.objects.filter(depth__gt=1).order_by().values("content_type").distinct()
    types = ContentType.objects.filter(pk__in=used)
    return [*(each.model_class() for each in types), *list_snippet_models()]


def find_rows(user, locale, state="", kind="", age=0, owner="", sorting="urgency"):
    """Return what can be translated into a Locale as a queryset of the values in COLUMNS.

    `state` is a State; `kind` the primary key of a content type; `age` the least number of days
    since the source changed; `owner` the primary key of the user who made the page. Each may be
    left out. Only what `user` may read in the source language is there, and no draft.
    """
    rows = None
    for model, instances in list_sources(user).items():
        found = with_states(instances, locale)
        if state:
            found = found.filter(state=state)
        if kind:
            found = found.filter(kind=kind)
        if age:
            found = found.filter(changed_at__lt=timezone.now() - timedelta(days=age))
        if owner:
            found = found.filter(owner=owner) if model is Page else found.none()
        found = found.order_by().values(*COLUMNS)
        rows = found if rows is None else rows.union(found, all=True)
    return rows.order_by(*SORTINGS[sorting])


def list_sources(user):
    """Return a dictionary of model to its instances in the source language, with `kind`."""
    source = Locale.get_default()
    pages = list_readable_pages(user).filter(locale=source)
    sources = {
        Page: pages.annotate(kind=F("content_type"), changed_at=F("last_published_at")),
    }
    for model in list_snippet_models():
        content_type = ContentType.objects.get_for_model(model)
        sources[model] = model.objects.filter(locale=source).annotate(
            kind=Value(content_type.pk, output_field=IntegerField()),
            changed_at=Value(None, output_field=Page._meta.get_field("last_published_at")),
        )
    return sources


def list_readable_pages(user):
    """Return the pages that are on the site, private ones only for who may edit them."""
    everybody = BasePageQuerySet(Page).published()
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return (
        BasePageQuerySet(Page)
        .on_site()
        .filter(Q(pk__in=everybody.values("pk")) | Q(pk__in=editable.values("pk")))
    )


def get_page_of_rows(rows, locale, number):
    """Return a page of a paginator over `find_rows`, whose objects are Rows."""
    page = Paginator(rows, ROWS_PER_PAGE).get_page(number)
    page.object_list = load_rows(page.object_list, locale)
    return page


def load_rows(values, locale):
    """Return values of `find_rows` as a list of Row, with one query for each model."""
    values = list(values)
    found = {}
    for model in [Page, *list_snippet_models()]:
        keys = [each["pk"] for each in values if get_model(each) is model]
        found |= {(model, each.pk): each for each in model.objects.filter(pk__in=keys)}
    return [
        Row(
            instance=found[get_model(each), each["pk"]],
            kind=ContentType.objects.get_for_id(each["kind"]),
            locale=locale,
            state=State(each["state"]),
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


def get_instance(key):
    """Return the page or snippet that a row's key names, or None for any other text."""
    kind, _hyphen, pk = key.partition("-")
    if not (kind.isdecimal() and pk.isdecimal()):
        return None
    content_type = ContentType.objects.filter(pk=kind).first()
    model = content_type and content_type.model_class()
    if model not in list_kinds():
        return None
    return model.objects.filter(pk=pk).first()


def list_urgent(user, number):
    """Return the most urgent rows over all languages as a list of Row, none that is current."""
    rows = []
    for locale in list_target_locales():
        values = find_rows(user, locale)[:number]
        rows += [row for row in load_rows(values, locale) if row.state != State.CURRENT]
    return sorted(rows, key=lambda row: State.values.index(row.state))[:number]
