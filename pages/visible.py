"""Which pages somebody of the staff sees the title of where pages are chosen."""

from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.page_rights import EXPLORING

__all__ = ["get_visible_pages"]


def get_visible_pages(user, pages):
    """Return of a queryset of pages what a user may see: what visitors see, and what they edit.

    A draft or a private page says what is not public yet, by its title alone.
    """
    policy = policy_registry.get_by_type(Page)
    if policy.reaches_all(user, EXPLORING):
        return pages
    own = policy.explorable_instances(user)
    # The pages above all others are no news, and the way to everything below them.
    above = Page.objects.filter(depth__lte=2)
    seen = Page.objects.live().public().values("pk")
    return (
        pages.filter(pk__in=own.values("pk"))
        | pages.filter(pk__in=seen)
        | pages.filter(pk__in=above.values("pk"))
    )
