from datetime import timedelta

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, Table
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import Page

from translations.permissions import may_translate_into
from translations.progress import (
    ORDERINGS,
    State,
    list_kinds,
    list_sources,
    list_urgent,
    load_rows,
    unite,
)
from translations.targets import list_target_locales

__all__ = ["BoardView", "UrgentTranslationsPanel"]

MOST_URGENT = 5


def list_language_choices():
    return [(each.language_code, each.get_display_name()) for each in list_target_locales()]


def list_kind_choices():
    choices = [
        (str(ContentType.objects.get_for_model(model).pk), capfirst(model._meta.verbose_name))
        for model in list_kinds()
    ]
    return sorted(choices, key=lambda choice: str(choice[1]))


def list_owner_choices():
    owners = Page.objects.filter(depth__gt=1, owner__isnull=False).order_by().values("owner")
    users = get_user_model().objects.filter(pk__in=owners)
    return [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]


class BoardFilterSet(WagtailFilterSet):
    """What to show on the board; each filter works on one queryset of `list_sources`."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=list_language_choices, empty_label=None, method="keep_all"
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=State.choices,
        empty_label=_("All states"),
        method="filter_by_state",
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=list_kind_choices, empty_label=_("All kinds")
    )
    age = django_filters.ChoiceFilter(
        label=_("Changed in Dutch"),
        method="filter_by_age",
        empty_label=_("At any time"),
        choices=[
            ("7", _("More than a week ago")),
            ("30", _("More than a month ago")),
            ("90", _("More than three months ago")),
        ],
    )
    owner = django_filters.ChoiceFilter(
        label=_("Made by"), choices=list_owner_choices, empty_label=_("Everybody")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, queryset=Page.objects.none(), **kwargs)
        if len(list_target_locales()) < 2:
            del self.filters["language"]

    def keep_all(self, queryset, name, value):
        """The board asks for the progress in a language before it filters."""
        return queryset

    def filter_by_state(self, queryset, name, value):
        return queryset.filter(urgency=State(value).urgency)

    def filter_by_age(self, queryset, name, value):
        return queryset.filter(changed_at__lt=timezone.now() - timedelta(days=int(value)))


class RowColumn(Column):
    """A column with a template of its own, which gets `row` (a Row) and `may_choose`."""

    def __init__(self, name, label, may_choose=False, **kwargs):
        super().__init__(name, label, **kwargs)
        self.cell_template_name = f"translations/includes/{name}.html"
        self.may_choose = may_choose

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "row": instance, "may_choose": self.may_choose}


def list_columns(may_choose):
    """Return the columns of a table of Rows, as a list; with `may_choose`, to start them."""
    columns = [
        RowColumn("title", _("Title")),
        Column("kind_name", _("Kind")),
        RowColumn("state", _("State"), sort_key="urgency"),
        DateColumn("changed_at", _("Changed in Dutch"), sort_key="changed_at"),
        RowColumn("next_step", _("Next step"), may_choose),
    ]
    return [RowColumn("choose", _("Choose")), *columns] if may_choose else columns


class BoardView(BaseListingView):
    """Every page and snippet in each language, how far it is, and the next step."""

    template_name = "translations/board.html"
    results_template_name = "translations/board_results.html"
    page_title = _("Translations")
    index_url_name = "translations:board"
    index_results_url_name = "translations:board_results"
    filterset_class = BoardFilterSet
    default_ordering = "urgency"
    table_classname = "listing board"
    paginate_by = 30

    @cached_property
    def locale(self):
        """The Locale that is asked for, or the first to translate into, or None."""
        locales = list_target_locales()
        chosen = self.request.GET.get("language")
        matching = [each for each in locales if each.language_code == chosen]
        return next(iter([*matching, *locales]), None)

    @cached_property
    def may_start(self):
        return self.locale is not None and may_translate_into(self.request.user, self.locale)

    @cached_property
    def columns(self):
        return list_columns(self.may_start)

    def get_queryset(self):
        """Return what can be translated as a queryset of values, each of a row."""
        if self.locale is None:
            return []
        sources = list_sources(self.request.user, self.locale)
        rows = unite(self.filter_queryset(source) for source in sources)
        return rows.order_by(*ORDERINGS[self.ordering])

    def paginate_queryset(self, queryset, page_size):
        paginator, page, values, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = load_rows(values)
        return paginator, page, page.object_list, is_paginated

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, locale=self.locale, may_start=self.may_start)


class UrgentTranslationsPanel(Component):
    """The most urgent translations, on the dashboard."""

    name = "urgent_translations"
    template_name = "translations/panel.html"
    order = 150

    def get_context_data(self, parent_context):
        request, board = parent_context["request"], reverse("translations:board")
        rows = list_urgent(request.user, MOST_URGENT)
        # In another order they are all on the board, so that is where its headings lead.
        table = Table(
            list_columns(False), rows, classname=BoardView.table_classname, base_url=board
        )
        return {"table": table if rows else None, "request": request}
