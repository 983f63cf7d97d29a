"""News items in their orders, and what is asked for with them."""

from django.db.models import Case, IntegerField, Prefetch, When

from library.renditions import renditions_lookup
from teams.about import AboutTeamsQuerySet
from teams.models import WorkTeamPage

__all__ = ["NewsQuerySet"]

# Related news is looked for among so many items before a date, and as many from it on: enough to
# share something, and as much work on a site of twenty years as on a new one.
NEAREST_ITEMS = 100


class NewsQuerySet(AboutTeamsQuerySet):
    def newest_first(self):
        """Return items by the day that they are listed on; the id settles items of one day."""
        return self.order_by("-listed_on", "-pk")

    def nearest(self, date):
        """Return two querysets: what is nearest to a date before it, and from it on."""
        return (
            self.filter(date__lt=date).order_by("-date", "-pk")[:NEAREST_ITEMS],
            self.filter(date__gte=date).order_by("date", "-pk")[:NEAREST_ITEMS],
        )

    def among(self, *selections):
        """Return the items that are in one of some querysets, which may be the first of many.

        So PostgreSQL takes few items from an index each time, where it would read all items to
        put them in an order that no index has.
        """
        first, *others = [each.values("pk") for each in selections]
        return self.filter(pk__in=first.union(*others))

    def chosen_first(self, chosen):
        """Return items with those of `chosen`, an iterable of translation keys, in front.

        So a choice made in one language holds in every language that the item is in.
        """
        places = [When(translation_key=key, then=place) for place, key in enumerate(chosen)]
        if not places:
            return self
        position = Case(*places, default=len(places), output_field=IntegerField())
        return self.order_by(position, *self.query.order_by)

    def for_cards(self):
        """Return items with what a card shows, and without the body, which it does not."""
        return (
            self.newest_first()
            .select_related("lead_image")
            .prefetch_related(
                # By these a scene is drawn for an item without a picture.
                "themes",
                renditions_lookup("lead_image__renditions", "card"),
                Prefetch(
                    "work_teams",
                    WorkTeamPage.objects.published().in_order().defer_streamfields(),
                ),
            )
            .defer_streamfields()
        )
