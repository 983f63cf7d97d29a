"""Who may do what with the accounts of others; no role raises itself.

Whoever may change an account could take it over, by its address, and whoever may change their own
roles could give themselves all. So an administrator's account is for administrators, who alone make
administrators, and nobody else changes their own roles. What may be given are the roles: a group
that an administrator made may open more than any of them.
"""

from django.contrib.auth.models import Group
from wagtail.permission_policies import ModelPermissionPolicy

__all__ = [
    "StaffPolicy",
    "list_groups_to_give",
    "may_change_address",
    "may_give_roles",
    "may_manage",
]


def may_manage(user, other):
    """Return whether somebody who may change accounts may change this one."""
    return user.is_superuser or not other.is_superuser


def may_give_roles(user, other):
    """Return whether somebody who may change accounts may change the roles of this one."""
    return user.is_superuser or (may_manage(user, other) and user != other)


def list_groups_to_give(user):
    """Return the groups that somebody may give others and take from them, as a queryset."""
    groups = Group.objects.select_related("staff_role").order_by("name")
    return groups if user.is_superuser else groups.filter(staff_role__isnull=False)


def may_change_address(user, other):
    """Return whether somebody who may change an account may change its address too.

    A new password is mailed there: so not of who may do more than the roles that they can give.
    """
    if user.is_superuser or other == user:
        return True
    more = other.groups.exclude(pk__in=list_groups_to_give(user).values("pk"))
    return not (more.exists() or other.user_permissions.exists())


class StaffPolicy(ModelPermissionPolicy):
    """Wagtail's policy for accounts, that asks whose account it is."""

    def user_has_permission_for_instance(self, user, action, instance):
        return may_manage(user, instance) and self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return may_manage(user, instance) and self.user_has_any_permission(user, actions)
