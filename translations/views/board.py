from datetime import timedelta

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import BaseListingView

from translations.models import Progress
from translations.permissions import list_shown, may_see_board, may_translate_into
from translations.rows import ORDERINGS, load_rows
from translations.starting import MOST_STARTED, count_starting
from translations.states import State
from translations.targets import list_target_locales

__all__ = ["BoardView"]


def list_language_choices():
    return [(each.language_code, each.get_display_name()) for each in list_target_locales()]


def list_kind_choices():
    kinds = Progress.objects.order_by().values("kind").distinct()
    choices = [
        (str(each.pk), capfirst(each.model_class()._meta.verbose_name))
        for each in ContentType.objects.filter(pk__in=kinds)
    ]
    return sorted(choices, key=lambda choice: str(choice[1]))


def list_owner_choices():
    owners = Progress.objects.filter(owner__isnull=False).order_by().values("owner").distinct()
    users = get_user_model().objects.filter(pk__in=owners)
    return [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]


class BoardFilterSet(WagtailFilterSet):
    """What to show on the board."""

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
        super().__init__(*args, queryset=Progress.objects.none(), **kwargs)
        if len(list_target_locales()) < 2:
            del self.filters["language"]

    def keep_all(self, queryset, name, value):
        """The board asks for what is in a language before it filters."""
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
        Column("kind", _("Kind"), accessor="progress.kind_name"),
        RowColumn("state", _("State"), sort_key="urgency"),
        DateColumn(
            "changed_at",
            _("Changed in Dutch"),
            accessor="progress.changed_at",
            sort_key="changed_at",
        ),
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
    is_searchable = True
    search_fields = ["title"]
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

    def dispatch(self, request, *args, **kwargs):
        if not may_see_board(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        """Return the Progress that this user may see, in the language that is asked for.

        A message about several asks for these by `rows`, the numbers of them.
        """
        shown = list_shown(self.request.user, self.locale).select_related("locale", "kind")
        numbers = [each for each in self.request.GET.get("rows", "").split(",") if each.isdecimal()]
        return shown.filter(pk__in=[int(each[:18]) for each in numbers]) if numbers else shown

    def order_queryset(self, queryset):
        return queryset.order_by(*ORDERINGS[self.ordering])

    def paginate_queryset(self, queryset, page_size):
        paginator, page, kept, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = load_rows(kept, self.request.user)
        return paginator, page, page.object_list, is_paginated

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs, locale=self.locale, may_start=self.may_start)
        if self.may_start:
            missing = context["paginator"].object_list.filter(urgency=State.MISSING.urgency)
            context["missing"] = min(missing.count(), MOST_STARTED)
            context["starting"] = count_starting(self.locale.language_code)
        return context
