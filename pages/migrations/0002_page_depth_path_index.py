from django.db import migrations


class Migration(migrations.Migration):
    """The children of a page are a path range and a depth; without this, all descendants are read."""

    dependencies = [("pages", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS pages_page_depth_path ON wagtailcore_page (depth, path)",
            "DROP INDEX IF EXISTS pages_page_depth_path",
        ),
    ]
