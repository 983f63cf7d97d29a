from django.db import migrations


def measure_all(apps, schema_editor):
    """Have the worker write down how far everything is, on a site with more than one language.

    A task of its own, since the code of this day will not fit the tables of later migrations.
    """
    if apps.get_model("wagtailcore", "Locale").objects.count() > 1:
        from translations.tasks import measure_all

        measure_all.enqueue()


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0004_progress_is_kept"),
        ("wagtailcore", "0098_apitoken"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(measure_all, migrations.RunPython.noop)]
