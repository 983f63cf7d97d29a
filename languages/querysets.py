from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
)
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

__all__ = ["BasePageQuerySet"]


class BasePageQuerySet(PageQuerySet):
    """Pages as a visitor may see them: nothing else decides who may see a page."""

    def on_site(self):
        """Return live pages, private ones too, each once.

        An alias is left out: it is a copy of a page that is there already, and under another
        language it would be that page untranslated. So is the page above all home pages.
        """
        return self.filter(is_on_site())

    def published(self):
        """Return live pages that every visitor may see, each once.

        As `.live().public()`, but restrictions are looked up inside the query instead of by a
        query of their own for every list on a page. What `on_site()` leaves out is left out.
        """
        return self.filter(is_published())

    def with_visibility(self):
        """Return all pages, each with `is_published`: whether `published()` would return it."""
        visibility = ExpressionWrapper(is_published(), output_field=BooleanField())
        return self.annotate(is_published=visibility)


def is_on_site():
    """Return the condition for `on_site()`."""
    return Q(live=True, alias_of__isnull=True, depth__gt=1)


def is_published():
    """Return the condition for `published()`."""
    own_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.alias(own_path=own_path)
    is_private = Exists(restrictions.filter(own_path__startswith=F("page__path")))
    return is_on_site() & ~is_private
