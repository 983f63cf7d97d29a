from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import get_form_for_model

from pages.filters import FilterForm
from pages.forms import BasePageForm
from pages.parts import PartsPanel
from partners.models import Municipality
from teams.models.snippets import Role, Theme

__all__ = [
    "AboutPageForm",
    "OpenCallForm",
    "OpenCallsPanel",
    "ThemePageForm",
    "WorkTeamFilterForm",
    "WorkTeamPageForm",
]


class AboutPageForm(BasePageForm):
    """The form of a page about themes and work teams, with those in the language of the page."""

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
        """Return what was chosen in the language of the page, each once, as a list.

        What has no translation stays as it is.
        """
        keys = [each.translation_key for each in chosen]
        translations = choices.filter(translation_key__in=keys, locale=self.instance.locale_id)
        found = {each.translation_key: each for each in translations}
        return list(dict.fromkeys(found.get(each.translation_key, each) for each in chosen))


class ThemePageForm(BasePageForm):
    """The form of the page of a theme, with the themes in the language of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        field.queryset = field.queryset.filter(
            Q(locale=self.instance.locale_id) | Q(pk=self.instance.theme_id)
        )


class WorkTeamPageForm(BasePageForm):
    """The editor's form, in which the parts know in which language the page is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "open_calls" in self.formsets:
            self.formsets["open_calls"].form_kwargs["locale"] = self.instance.locale_id


class OpenCallForm(WagtailAdminModelForm):
    """An open call, with each role once: in the language of the page."""

    def __init__(self, *args, locale=None, **kwargs):
        """`locale` is the id of the page's; without it every role is on offer."""
        super().__init__(*args, **kwargs)
        if locale:
            self.offer_roles(Role.objects.filter(locale=locale), self.initial.get("roles", []))

    def offer_roles(self, roles, chosen):
        """Offer `roles`, and of those that were `chosen` in another language what has no version.

        A role that was chosen in another language is chosen in this one.
        """
        versions = {role.translation_key: role for role in roles}
        kept = {versions.get(role.translation_key, role) for role in chosen}
        pks = {role.pk for role in [*roles, *kept]}
        self.fields["roles"].queryset = Role.objects.filter(pk__in=pks)
        self.initial["roles"] = list(kept)


class OpenCallsPanel(PartsPanel):
    """The open calls on the page of a team, each in an `OpenCallForm`.

    Wagtail's panel takes no form of ours for the parts of a page.
    """

    def get_form_options(self):
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields")
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=OpenCallForm,
            defer_required_on_fields=deferred or [],
        )
        return options


class WorkTeamFilterForm(FilterForm):
    """The filters of the list of work teams."""

    translated = {"theme": Theme}

    municipality = forms.ChoiceField(
        label=_("Municipality"), required=False, choices=[("", _("All municipalities"))]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All themes"))])

    def __init__(self, data, teams):
        """Offer the municipalities and themes of `teams`, a queryset of work teams."""
        municipalities = Municipality.objects.filter(work_teams__in=teams).distinct()
        themes = Theme.objects.filter(team_themes__team__in=teams).distinct()
        super().__init__(
            data,
            choices={
                "municipality": municipalities.values_list("slug", "name"),
                "theme": [(theme.slug, theme) for theme in themes],
            },
        )

    def filter(self, teams):
        """Return the teams of the chosen municipality and theme."""
        if municipality := self.get_value("municipality"):
            teams = teams.filter(municipalities__slug=municipality)
        if theme := self.get_value("theme"):
            teams = teams.filter(team_themes__theme__slug=theme)
        return teams.distinct()
