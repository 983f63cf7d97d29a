from django.db import migrations
from django.db.models import Q


def call_them_logos(apps, schema_editor):
    """What stands as the logo of a partner is found among the logos from now on."""
    Partner = apps.get_model('partners', 'Partner')
    for name in ['logo', 'logo_dark']:
        chosen = Partner.objects.filter(~Q(**{name: None})).values(name)
        apps.get_model('library', 'Image').objects.filter(pk__in=chosen).update(kind='logo')


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0006_logos_apart_from_photos'),
        ('partners', '0001_initial'),
    ]

    operations = [migrations.RunPython(call_them_logos, migrations.RunPython.noop)]
