from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Search asks for `title || body`; modelsearch counts on an index for it but makes none."""

    dependencies = [("wagtailsearch", "0010_add_text_fields")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS search_title_body_gin ON wagtailsearch_indexentry"
            " USING gin ((title || body))",
            "DROP INDEX IF EXISTS search_title_body_gin",
        ),
    ]
