"""Giving the roles what the table of roles says, after each `migrate`."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions

from accounts.roles import ROLES

__all__ = ["get_group", "give_rights"]

# What is given for a place in the tree, and so for all when that is the root of it.
OF_PAGES = {"page"}
OF_COLLECTIONS = {"image", "document", "collection"}


def give_rights(app_config, apps=installed_apps, **kwargs):
    """Give each role its rights to the models of an app; a receiver of `post_migrate`.

    `apps` are the models as the migrations made them, which may not have roles yet.
    """
    roles = list_rights(app_config.label)
    if not roles or not is_installed(apps, "accounts", "StaffRole"):
        return
    # Django makes them in a receiver of its own, which comes later.
    create_permissions(app_config, verbosity=0, apps=apps)
    for role, rights in roles:
        give_new(role, rights, apps)


def list_rights(app_label):
    """Return which roles have rights to the models of an app, as a list of (Role, its rights)."""
    found = [
        (role, [each for each in role.rights if each.startswith(f"{app_label}.")]) for role in ROLES
    ]
    return [(role, rights) for role, rights in found if rights]


def is_installed(apps, *model):
    try:
        return bool(apps.get_model(*model))
    except LookupError:
        return False


def give_new(role, rights, apps):
    """Give a role those of some rights that it did not get before."""
    group = get_group(role.code, role.name, apps)
    if group is None:
        return
    row = apps.get_model("accounts", "StaffRole").objects.get(code=role.code)
    if new := [right for right in rights if right not in row.given]:
        for right in new:
            give(group, right, apps)
        row.given += new
        row.save()


def get_group(code, name, apps=installed_apps):
    """Return the group of a role, which is made with this name when there was none before.

    None where an administrator deleted it.
    """
    row, is_new = apps.get_model("accounts", "StaffRole").objects.get_or_create(code=code)
    if is_new:
        row.group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        row.save()
    return row.group


def give(group, right, apps):
    """Give a group a right (a str); to pages, pictures and documents, to all of them."""
    app_label, _dot, codename = right.partition(".")
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label=app_label, codename=codename
    )
    model = permission.content_type.model
    if model in OF_PAGES:
        give_everywhere(group, permission, apps, "Page", "GroupPagePermission")
    elif model in OF_COLLECTIONS:
        give_everywhere(group, permission, apps, "Collection", "GroupCollectionPermission")
    else:
        group.permissions.add(permission)


def give_everywhere(group, permission, apps, tree, through):
    """Give a group a right to all of a tree, by its root."""
    root = apps.get_model("wagtailcore", tree).objects.filter(depth=1).first()
    if root:
        apps.get_model("wagtailcore", through).objects.get_or_create(
            group=group, permission=permission, **{tree.lower(): root}
        )
