from teams.about import AboutTeamsQuerySet

__all__ = ["PublicationQuerySet"]


class PublicationQuerySet(AboutTeamsQuerySet):
    def newest_first(self):
        """Return publications by their year; of one year, what was made last comes first."""
        return self.order_by("-year", "-pk")

    def for_rows(self):
        """Return publications with what a row of a list shows, and without their body."""
        rows = self.newest_first().select_related("document").defer_streamfields()
        return rows.defer("document__text")
