from django.db import migrations


def forget_other_time_zones(apps, schema_editor):
    """Have the clock of the site again for who chose another, which nobody can choose any more."""
    profiles = apps.get_model("wagtailusers", "UserProfile").objects
    profiles.exclude(current_time_zone="").update(current_time_zone="")


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_staff_role"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [migrations.RunPython(forget_other_time_zones, migrations.RunPython.noop)]
