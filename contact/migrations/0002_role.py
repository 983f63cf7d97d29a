"""The role of who answers messages: a group with what it takes."""

from django.db import migrations

NAME = "Berichten"
RIGHTS = ["view", "change", "delete"]


def make_role(apps, schema_editor):
    """Django makes rights only after all migrations, so the ones that are missing are made here."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")

    group, _created = Group.objects.get_or_create(name=NAME)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    content_type, _created = ContentType.objects.get_or_create(
        app_label="contact", model="message"
    )
    for right in RIGHTS:
        permission, _created = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{right}_message",
            defaults={"name": f"Can {right} message"},
        )
        group.permissions.add(permission)


def remove_role(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("contact", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # Which makes the right to enter the admin.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(make_role, remove_role)]
