"""What pages about work teams share: news, publications."""

from languages.pages import get_pages_for_visitor
from teams.models import WorkTeamPage

__all__ = ["AboutTeams"]


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
        teams = WorkTeamPage.objects.filter(
            pk__in=self.work_teams.values_list("pk", flat=True), locale=self.locale_id
        )
        return teams.published().list_names(self.locale.language_code)
