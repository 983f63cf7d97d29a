import phonenumbers
from django.db import migrations, models


def join_numbers(apps, schema_editor):
    """Keep the number that visitors read; where it cannot be dialled, the one that they called."""
    for contact in apps.get_model("pages", "ContactSettings").objects.all():
        written = [contact.telephone_shown, contact.telephone_dialled, contact.telephone_abroad]
        numbers = [write_in_dutch(number) for number in written]
        contact.telephone = next(filter(None, [*numbers, *written]), "")
        contact.save()


def write_in_dutch(text):
    """Return a number as people write it in the Netherlands, or "" when it is none."""
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    is_dutch = phonenumbers.region_code_for_number(number) == "NL"
    style = "NATIONAL" if is_dutch else "INTERNATIONAL"
    return phonenumbers.format_number(number, getattr(phonenumbers.PhoneNumberFormat, style))


class Migration(migrations.Migration):
    """One telephone number in the contact details, from which links and other spellings follow."""

    dependencies = [("pages", "0002_page_depth_path_index")]

    operations = [
        migrations.AddField(
            "contactsettings",
            "telephone",
            models.CharField(blank=True, help_text='For example: 010 794 5676. English pages show it with the country code, and whoever taps it calls it.', max_length=30, verbose_name='telephone'),
        ),
        migrations.RunPython(join_numbers, migrations.RunPython.noop),
        migrations.RemoveField("contactsettings", "telephone_shown"),
        migrations.RemoveField("contactsettings", "telephone_dialled"),
        migrations.RemoveField("contactsettings", "telephone_abroad"),
        migrations.AlterField(
            "contactsettings",
            "postcode",
            models.CharField(blank=True, help_text='For example: 3015 CX.', max_length=7, verbose_name='postcode'),
        ),
    ]
