from django.db import migrations

# Histories say from where to where a page moved, in Dutch as the rest of the admin.
NAMES = ("Bin", "Prullenbak")


def rename(apps, schema_editor, old, new):
    """Rename the page below which deleted pages are, where something was deleted already."""
    root = apps.get_model("wagtailcore", "Page").objects.filter(path="00ZZ", title=old)
    root.update(title=new, draft_title=new)


def name_in_dutch(apps, schema_editor):
    rename(apps, schema_editor, *NAMES)


def name_in_english(apps, schema_editor):
    rename(apps, schema_editor, *reversed(NAMES))


class Migration(migrations.Migration):
    dependencies = [("bin", "0001_what_was_deleted")]

    operations = [migrations.RunPython(name_in_dutch, name_in_english)]
