"""How migrations made the first roles, which a later one replaces (`home.0003_roles_that_fit`).

Nothing new comes here: what a role may do stands in `accounts.roles`.
"""

from functools import partial

from django.db import migrations

__all__ = ["DEPENDENCIES", "MakeRole"]

# What a migration with MakeRole comes after, beside the one that makes the models of the role.
DEPENDENCIES = [
    ("auth", "0012_alter_user_first_name_max_length"),
    ("contenttypes", "0002_remove_content_type_name"),
    # Which makes the right to enter the admin.
    ("wagtailadmin", "0001_create_admin_access_permissions"),
]


class MakeRole(migrations.RunPython):
    """A step of a migration that makes a role, or removes it.

    `name` (a str) is what staff call it; `rights` is a dictionary of the name of a model of
    `app_label` to its actions, for example {"message": ["view", "change"]}.
    """

    def __init__(self, name, app_label, rights):
        super().__init__(
            partial(make_role, name=name, app_label=app_label, rights=rights),
            partial(remove_role, name=name),
        )


def make_role(apps, schema_editor, *, name, app_label, rights):
    """Make a group that may enter the admin, and give it its rights."""
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
    permissions = apps.get_model("auth", "Permission").objects
    group.permissions.add(permissions.get(codename="access_admin"))
    for model_name, actions in rights.items():
        model = apps.get_model(app_label, model_name)
        group.permissions.add(*[get_permission(apps, model, action) for action in actions])


def get_permission(apps, model, action):
    """Return the right to do an action with a model.

    Django makes rights only after all migrations, so one that is missing is made here.
    """
    options = model._meta
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=options.app_label, model=options.model_name
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{options.model_name}",
        defaults={"name": f"Can {action} {options.verbose_name_raw}"},
    )
    return permission


def remove_role(apps, schema_editor, *, name):
    """Remove the group; whoever was in it keeps the account."""
    apps.get_model("auth", "Group").objects.filter(name=name).delete()
