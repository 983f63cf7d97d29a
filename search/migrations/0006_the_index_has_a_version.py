from django.db import migrations


class Migration(migrations.Migration):
    """A number that is raised by who writes the index (search/index_version.py)."""

    dependencies = [("search", "0005_publications_are_found")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE search_index_version", "DROP SEQUENCE search_index_version"
        ),
    ]
