"""Everything is a choice of its own, and no longer the want of chosen topics."""

import django.db.models.deletion
from django.db import migrations, models


def keep_choices(apps, schema_editor):
    """Give who chose topics those and no others; the rest had been told that they get everything."""
    subscribers = apps.get_model("newsletter", "Subscriber").objects
    subscribers.filter(topics__isnull=False).update(wants_all=False)
    requests = apps.get_model("newsletter", "SignUpRequest").objects
    requests.exclude(topics=[]).update(wants_all=False)


class Migration(migrations.Migration):

    dependencies = [
        ('newsletter', '0003_role'),
    ]

    operations = [
        migrations.AddField(
            model_name='signuprequest',
            name='wants_all',
            field=models.BooleanField(default=True, verbose_name='everything'),
        ),
        migrations.AddField(
            model_name='subscriber',
            name='wants_all',
            field=models.BooleanField(default=True, verbose_name='everything'),
        ),
        migrations.AddField(
            model_name='topic',
            name='is_closed',
            field=models.BooleanField(default=False, help_text='Nobody can choose a closed topic any more; who chose it before keeps it. A topic that subscribers have chosen cannot be deleted.', verbose_name='closed'),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='newsletter.topic'),
        ),
        migrations.RunPython(keep_choices, migrations.RunPython.noop),
    ]
