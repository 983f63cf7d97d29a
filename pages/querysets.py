from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

__all__ = ["BasePageQuerySet"]


class BasePageQuerySet(PageQuerySet):
    """Pages as a visitor may see them."""

    def published(self):
        """Return live pages that every visitor may see.

        As `.live().public()`, but restrictions are looked up inside the query instead of by a
        query of their own for every list on a page.
        """
        own_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        restrictions = PageViewRestriction.objects.alias(own_path=own_path)
        return self.live().exclude(
            Exists(restrictions.filter(own_path__startswith=F("page__path")))
        )
