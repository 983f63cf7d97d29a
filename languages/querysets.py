from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
)
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from site_version.keeping import keep
from site_version.version import is_reading

__all__ = ["BasePageQuerySet", "is_any_page_private"]


class BasePageQuerySet(PageQuerySet):
    """Pages by who may see them: nothing else decides who may see a page."""

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

    def readable_by(self, user):
        """Return the pages on the site that a member of staff may read.

        Those are all that every visitor may see, and of the private ones those that they may edit.
        """
        policy = policy_registry.get_by_type(Page)
        if policy.reaches_all(user, {"change"}):
            return self.on_site()
        editable = policy.instances_user_has_permission_for(user, "change")
        return self.on_site().filter(is_published() | Q(pk__in=editable.values("pk")))

    def beside(self, page, field):
        """Return a pair of pages, or None: right before a page in a list, and right after it.

        The list is by a field, and by the id where that is the same; a page that lacks it, or is
        not stored yet, has no place. Both begin with one side of its value, which is where an index
        on it is entered.
        """
        value = getattr(page, field)
        if value is None or page.pk is None:
            return None, None
        before = Q(**{f"{field}__lt": value}) | Q(pk__lt=page.pk)
        after = Q(**{f"{field}__gt": value}) | Q(pk__gt=page.pk)
        pages = self.defer_streamfields()
        return (
            pages.filter(before, **{f"{field}__lte": value}).order_by(f"-{field}", "-pk").first(),
            pages.filter(after, **{f"{field}__gte": value}).order_by(field, "pk").first(),
        )

    def with_visibility(self):
        """Return all pages, each with `is_on_site` and `is_published`, as the methods tell."""
        return self.annotate(
            is_on_site=ExpressionWrapper(is_on_site(), output_field=BooleanField()),
            is_published=ExpressionWrapper(is_published(), output_field=BooleanField()),
        )


def is_on_site():
    """Return the condition for `on_site()`."""
    return Q(live=True, alias_of__isnull=True, depth__gt=1)


@keep(size=2)
def is_any_page_private():
    """Return whether a part of the site is not for every visitor."""
    return PageViewRestriction.objects.exists()


def is_published():
    """Return the condition for `published()`; to be used at once."""
    if is_reading() and not is_any_page_private():
        return is_on_site()
    own_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.alias(own_path=own_path)
    is_private = Exists(restrictions.filter(own_path__startswith=F("page__path")))
    return is_on_site() & ~is_private
