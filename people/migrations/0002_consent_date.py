from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_contact_person")]

    operations = [
        migrations.RenameField("contactperson", "agreed_on", "consent_date"),
    ]
