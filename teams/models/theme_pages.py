from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from languages.querysets import BasePageQuerySet
from pages.blocks import BodyBlock
from pages.models import BasePage
from people.models import list_people
from teams.forms import ThemePageForm
from teams.related import list_about

from .pages import WorkTeamPage
from .parts import OpenCall, TeamTheme
from .snippets import Theme

__all__ = ["ThemeIndexPage", "ThemePage"]

NEWS_SHOWN = 4
OTHERS_SHOWN = 3


class ThemePageQuerySet(BasePageQuerySet):
    def in_order(self):
        """Return pages of themes in the order that the editors gave the themes."""
        return self.order_by("theme__sort_order", "pk")


class ThemePage(BasePage):
    """All that the site has about a theme, with a plain explanation of it."""

    page_description = _("What a theme is about, with all that the site has about it.")
    parent_page_types = ["teams.ThemeIndexPage"]
    subpage_types = []

    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, related_name="pages", verbose_name=_("theme")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("explanation"))

    objects = PageManager.from_queryset(ThemePageQuerySet)()

    base_form_class = ThemePageForm
    content_panels = [*BasePage.content_panels, FieldPanel("theme"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.RelatedFields("theme", [index.SearchField("name"), index.SearchField("description")]),
    ]

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")

    def check_finished(self):
        """Raise ValidationError where another page is that of the theme already."""
        super().check_finished()
        others = ThemePage.objects.filter(theme=self.theme_id, locale=self.locale_id)
        if self.theme_id and others.live().exclude(pk=self.pk).exists():
            raise ValidationError({"theme": _("This theme has a page already.")})

    def get_context(self, request, *args, **kwargs):
        """Add what the site has about the theme, each as a list, asked for where it shows."""
        context = super().get_context(request, *args, **kwargs)
        # A draft may have none yet.
        if self.theme:
            context["team_themes"] = SimpleLazyObject(self.get_team_themes)
            context["open_calls"] = SimpleLazyObject(self.get_open_calls)
            context["meetings"] = SimpleLazyObject(self.get_meetings)
            context["news"] = SimpleLazyObject(self.get_news)
            context["publications"] = SimpleLazyObject(self.get_publications)
        return context

    def get_team_themes(self):
        """Return how far each published team is with the theme, as a list by team."""
        states = TeamTheme.objects.filter(theme=self.theme_id, team__in=self.list_teams())
        return list(states.select_related("team").order_by("team__number", "pk"))

    def get_open_calls(self):
        """Return the calls of the teams with this theme that one can answer today, as a list."""
        teams = self.list_teams().filter(team_themes__theme=self.theme_id)
        return list(OpenCall.objects.open().filter(team__in=teams).select_related("team"))

    def list_teams(self):
        """Return the published teams in the language of this page, as a queryset."""
        return WorkTeamPage.objects.published().filter(locale=self.locale_id)

    def get_meetings(self):
        """Return the next meetings about the theme, as a list."""
        about = list_about(self.theme, self.theme.meetings, self.locale_id)
        return list(about.coming().for_rows()[:OTHERS_SHOWN])

    def get_news(self):
        """Return the latest news about the theme, as a list."""
        about = list_about(self.theme, self.theme.news_items, self.locale_id)
        return list(about.for_cards()[:NEWS_SHOWN])

    def get_publications(self):
        """Return the latest publications about the theme, as a list."""
        about = list_about(self.theme, self.theme.publications, self.locale_id)
        return list(about.newest_first().for_rows()[:OTHERS_SHOWN])

    def get_contact_people(self):
        """Return the people to ask about the theme, as a list."""
        return list_people([self.theme.contact_person_id]) if self.theme else []


class ThemeIndexPage(BasePage):
    """The themes of the network, each with its page."""

    page_description = _("The themes of the network, each with its page.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["teams.ThemePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("themes page")
        verbose_name_plural = _("themes pages")

    def get_context(self, request, *args, **kwargs):
        """Add the published pages of themes, as a list in the order of the themes."""
        context = super().get_context(request, *args, **kwargs)
        pages = ThemePage.objects.child_of(self).published().in_order()
        context["theme_pages"] = list(pages.select_related("theme").defer_streamfields())
        return context
