"""Who may do what with pages: as Wagtail has it, but quick for who may do it with all of them.

And who may not publish deletes their own pages only.
"""

from wagtail.models import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

__all__ = ["EXPLORING", "PagePolicy", "PageRights"]

# What somebody needs one of to see a page among the pages of the admin.
EXPLORING = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


class PagePolicy(PagePermissionPolicy):
    """Wagtail's, which asks of each page whether it is below one that a right is for.

    The rights of our roles are for the page above all others. Then the answer is all pages, as it
    is for a superuser: no list of them needs to be compared with another of 20,000 pages.
    """

    def reaches_all(self, user, actions):
        """Return whether somebody may do one of some actions (a set) with every page there is."""
        if self._base_user_has_permission(user) is not None:
            return self._base_user_has_permission(user)
        wanted = self._get_permission_codenames(actions)
        return any(
            right.page.depth == 1 and right.permission.codename in wanted
            for right in self.get_cached_permissions_for_user(user)
        )

    def list_all(self):
        """Return all pages that anybody may do something with, as a queryset."""
        return self.model._default_manager.all()

    def instances_user_has_any_permission_for(self, user, actions):
        if self.reaches_all(user, actions):
            return self.list_all()
        return super().instances_user_has_any_permission_for(user, actions)

    def explorable_instances(self, user):
        if self.reaches_all(user, EXPLORING):
            return self.list_all()
        return super().explorable_instances(user)


class PageRights(PagePermissionTester):
    """What somebody may do with one page.

    Wagtail lets who may change a page delete it as long as nobody else sees it. So a colleague who
    only writes would delete the drafts of everybody.
    """

    def can_delete(self, ignore_bulk=False):
        """Return whether somebody may delete this page, or move it, which asks for the same."""
        if not super().can_delete(ignore_bulk):
            return False
        return self.can_publish() or self.is_theirs()

    def is_theirs(self):
        """Return whether they made the page and all below it, and nobody else locked it."""
        if self.page.owner_id != self.user.pk or (self.page.locked and not self.user_has_lock()):
            return False
        # A list asks this of each of its pages, of which most have none below them.
        others = self.page.get_descendants().exclude(owner=self.user)
        return self.page.is_leaf() or not others.exists()
