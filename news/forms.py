from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from pages.filters import FilterForm
from site_version.keeping import keep
from teams.models import Theme

__all__ = ["NewsFilterForm", "list_themes"]


@keep(size=20)
def list_themes(index):
    """Return the themes of the published items of a NewsIndexPage."""
    about = index.get_items().order_by().filter(themes=OuterRef("pk"))
    return list(Theme.objects.filter(Exists(about)))


class NewsFilterForm(FilterForm):
    """The filters of the list of news items."""

    translated = {"theme": Theme}

    year = forms.ChoiceField(label=_("Year"), required=False, choices=[("", _("All years"))])
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])

    def __init__(self, data, years, themes):
        """Offer the `years` (a set) and `themes` (a list) of the items."""
        super().__init__(
            data,
            choices={
                "year": [(str(year), str(year)) for year in sorted(years, reverse=True)],
                "theme": [(theme.slug, theme) for theme in themes],
            },
        )

    def filter(self, items):
        """Return the items of the chosen year and theme."""
        if year := self.get_value("year"):
            items = items.filter(listed_on__year=year)
        if theme := self.get_value("theme"):
            items = items.filter(themes__slug=theme)
        return items
