from django.db import migrations


class Migration(migrations.Migration):
    """The first screen asks for the latest drafts: a few, or none, of twenty thousand pages."""

    dependencies = [("pages", "0004_email_and_phone"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS pages_page_under_way"
            " ON wagtailcore_page (latest_revision_created_at DESC)"
            " WHERE NOT live OR has_unpublished_changes",
            "DROP INDEX IF EXISTS pages_page_under_way",
        ),
    ]
