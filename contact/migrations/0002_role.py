from django.db import migrations

from accounts.roles import DEPENDENCIES, MakeRole


class Migration(migrations.Migration):
    """The role of whoever answers the messages of the contact form."""

    dependencies = [("contact", "0001_initial"), *DEPENDENCIES]

    operations = [MakeRole("Berichten", "contact", {"message": ["view", "change", "delete"]})]
