"""Pages are found by the date that stands on them, so that the index is written anew at once."""

from django.db import migrations


def write_index_anew(apps, schema_editor):
    """Let the worker do at once what it does daily: until then no dates are in the index."""
    run_model = apps.get_model("background", "PeriodicRun")
    run_model.objects.filter(name="search.tasks.rebuild_index").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("background", "0002_who_may_mend_work"),
        ("search", "0008_nouns_of_verbs_in_english"),
    ]

    operations = [migrations.RunPython(write_index_anew, migrations.RunPython.noop)]
