"""Who may do something with pages: nobody with one in the bin, but by the bin itself.

Roles have their rights on pages of the site; an administrator has them on every page there is, and
gets the pages here from which Wagtail's lists, search and reports are made.
"""

from accounts.page_rights import PagePolicy
from bin.root import leave_out_binned

__all__ = ["PolicyWithoutBin"]


class PolicyWithoutBin(PagePolicy):
    """That of all staff, without the pages in the bin."""

    def list_all(self):
        return leave_out_binned(super().list_all())

    def _base_queryset_for_user(self, user):
        pages = super()._base_queryset_for_user(user)
        return pages if pages is None else leave_out_binned(pages)

    def instances_with_direct_explore_permission(self, user):
        pages = super().instances_with_direct_explore_permission(user)
        return leave_out_binned(pages) if user.is_superuser else pages
