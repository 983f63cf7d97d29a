"""What pages about themes and work teams share: news, meetings, publications."""

from languages.pages import get_pages_for_visitor
from languages.querysets import BasePageQuerySet
from teams.models import WorkTeamPage

__all__ = ["AboutTeams", "AboutTeamsQuerySet"]


class AboutTeamsQuerySet(BasePageQuerySet):
    def about(self, theme=None, team=None):
        """Return the pages about a theme, by its key, and a work team, by its translation key.

        None stands for all. A team counts in whatever language it was chosen, and a page once.
        """
        pages = self.filter(themes=theme) if theme else self
        if team is None:
            return pages
        chosen = self.model.work_teams.through.objects.filter(workteampage__translation_key=team)
        return pages.filter(pk__in=chosen.values(self.model._meta.model_name))


class AboutTeams:
    """A page with `work_teams`, the pages of the teams that it is about."""

    def get_work_teams(self):
        """Return the published pages of the teams this is about, in the language of the visitor.

        Those that are not in it come as they are in Dutch; the template says so.
        """
        teams = WorkTeamPage.objects.in_order().defer_streamfields()
        found = get_pages_for_visitor(self.work_teams.values_list("id", flat=True), teams)
        return list(dict.fromkeys(found.values()))

    def get_team_titles(self):
        """Return the titles and numbers of the published teams this is about, for search.

        Those in its own language: what is untranslated is found in the source language.
        """
        keys = list(self.work_teams.values_list("pk", flat=True))
        if not keys:
            return ""
        teams = WorkTeamPage.objects.filter(pk__in=keys, locale=self.locale_id)
        return teams.published().list_names(self.locale.language_code)
