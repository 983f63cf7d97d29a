from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from languages.querysets import BasePageQuerySet

from .parts import TeamSize
from .words import name_by_number

__all__ = ["WorkTeamQuerySet"]


class WorkTeamQuerySet(BasePageQuerySet):
    def in_order(self):
        """Return teams by their number."""
        return self.order_by("number", "pk")

    def list_names(self, language):
        """Return the titles of teams and what visitors call them, as one text for search."""
        return "\n".join(
            f"{title}\n{name_by_number(number, language)}"
            for title, number in self.in_order().values_list("title", "number")
        )

    def for_cards(self):
        """Return teams with what a card shows, and without the body, which it does not.

        `people_count` is the same as on the page of a team: see `count_people`.
        """
        sizes = TeamSize.objects.filter(team=OuterRef("pk"), number__isnull=False)
        latest_size = Subquery(sizes.order_by("-date", "-sort_order").values("number")[:1])
        return (
            self.in_order()
            .annotate(people_count=Coalesce(latest_size, Count("members", distinct=True)))
            .defer_streamfields()
        )
