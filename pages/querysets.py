from django.db.models import Exists, F, OuterRef
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
        restrictions = PageViewRestriction.objects.alias(descendant_path=OuterRef("path"))
        return self.live().exclude(
            Exists(restrictions.filter(descendant_path__startswith=F("page__path")))
        )
