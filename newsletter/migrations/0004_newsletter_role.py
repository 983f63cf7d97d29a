"""The role of who looks after the readers of the newsletter: a group with what it takes."""

from django.db import migrations

NAME = "Nieuwsbrief"
RIGHTS = {
    "subscriber": {
        "view_subscriber": "Can view subscriber",
        "change_subscriber": "Can change subscriber",
        "delete_subscriber": "Can delete subscriber",
        "export_subscriber": "Can export subscriber",
    },
    "subscriberimport": {
        "add_subscriberimport": "Can add import of readers",
        "view_subscriberimport": "Can view import of readers",
    },
    "topic": {
        "add_topic": "Can add topic of the newsletter",
        "change_topic": "Can change topic of the newsletter",
        "delete_topic": "Can delete topic of the newsletter",
    },
}


def make_role(apps, schema_editor):
    """Django makes rights only after all migrations, so the ones that are missing are made here."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")

    group, _created = Group.objects.get_or_create(name=NAME)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for model, rights in RIGHTS.items():
        content_type, _created = ContentType.objects.get_or_create(
            app_label="newsletter", model=model
        )
        for codename, name in rights.items():
            right, _created = Permission.objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": name}
            )
            group.permissions.add(right)


def remove_role(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("newsletter", "0003_access_and_imports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # Which makes the right to enter the admin.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(make_role, remove_role)]
