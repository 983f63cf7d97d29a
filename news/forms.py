from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pages.filters import FilterForm
from pages.forms import BasePageForm
from site_version.keeping import keep
from teams.models import Theme

__all__ = ["NewsFilterForm", "NewsPageForm", "list_themes"]


class NewsPageForm(BasePageForm):
    """The editor's form, with the themes and work teams in the language of the item."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ["themes", "work_teams"]:
            choices = self.fields[name].queryset
            chosen = self.translate(choices, self.initial.get(name, []))
            self.initial[name] = chosen
            self.fields[name].queryset = choices.filter(
                Q(locale=self.instance.locale_id) | Q(pk__in=[each.pk for each in chosen])
            )

    def translate(self, choices, chosen):
        """Return what was chosen in the language of the item, each once, as a list.

        What has no translation stays as it is.
        """
        keys = [each.translation_key for each in chosen]
        translations = choices.filter(translation_key__in=keys, locale=self.instance.locale_id)
        found = {each.translation_key: each for each in translations}
        return list(dict.fromkeys(found.get(each.translation_key, each) for each in chosen))


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
