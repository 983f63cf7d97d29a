"""The filters that lists of pages about themes and work teams share."""

from pages.filters import CountedFilterForm, get_query_string
from teams.models import Theme, WorkTeamPage

__all__ = ["AboutFilterForm"]


class AboutFilterForm(CountedFilterForm):
    """A form with a `theme`, a `team`, and filters of its own."""

    translated = {"theme": Theme, "team": WorkTeamPage}

    def get_feed_query(self):
        """Return the query string of the feed about the chosen team and theme, or "".

        A feed has no other filters: it is about what is new.
        """
        chosen = {name: self.get_value(name) for name in self.translated}
        return get_query_string(chosen) if any(chosen.values()) else ""
