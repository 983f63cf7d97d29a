"""More of what stands on a page is in the index, so that it is written anew at once."""

from django.db import migrations


def write_index_anew(apps, schema_editor):
    """Let the worker do at once what it does daily: until then the new words are not in it."""
    run_model = apps.get_model("background", "PeriodicRun")
    run_model.objects.filter(name="search.tasks.rebuild_index").delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0009_pages_are_found_by_their_date")]

    operations = [migrations.RunPython(write_index_anew, migrations.RunPython.noop)]
