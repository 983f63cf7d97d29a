from django.db import migrations

# What Wagtail called both of them at first.
OLD = "Moderators approval"


def name_in_dutch(apps, schema_editor):
    """Call the way of approval, and the one step of it, what the role is called that approves."""
    for model, name in [("Workflow", "de redactie"), ("Task", "controle")]:
        apps.get_model("wagtailcore", model).objects.filter(name=OLD).update(name=name)


class Migration(migrations.Migration):
    """Who may not publish sends a page on to “de redactie”, for whatever page: it is at the root."""

    dependencies = [("home", "0003_roles_that_fit")]

    operations = [migrations.RunPython(name_in_dutch, migrations.RunPython.noop)]
