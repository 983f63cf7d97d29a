from django import forms
from django.utils.translation import gettext_lazy as _

from pages.filters import FilterForm
from teams.models import Theme

__all__ = ["NewsFilterForm"]


class NewsFilterForm(FilterForm):
    """The filters of the list of news items."""

    year = forms.ChoiceField(label=_("Year"), required=False, choices=[("", _("All years"))])
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])

    def __init__(self, data, items):
        """Offer the years and themes of `items`, a queryset of news items."""
        years = items.order_by().dates("date", "year", order="DESC")
        themes = Theme.objects.filter(news_items__in=items.order_by()).distinct()
        super().__init__(
            data,
            choices={
                "year": [(str(day.year), str(day.year)) for day in years],
                "theme": [(theme.slug, theme) for theme in themes],
            },
        )

    def filter(self, items):
        """Return the items of the chosen year and theme."""
        if year := self.get_value("year"):
            items = items.filter(date__year=year)
        if theme := self.get_value("theme"):
            items = items.filter(themes__slug=theme)
        return items
