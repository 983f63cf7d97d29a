"""Seals the secrets of second factors that are in the database as they are."""

from django.db import migrations

from accounts.second_factor.sealing import SECRETS, seal, unseal


def seal_secrets(apps, schema_editor):
    change_secrets(apps, seal)


def unseal_secrets(apps, schema_editor):
    change_secrets(apps, unseal)


def change_secrets(apps, change):
    authenticators = apps.get_model("mfa", "Authenticator").objects
    for authenticator in authenticators.filter(type__in=SECRETS).select_for_update():
        name = SECRETS[authenticator.type]
        authenticator.data[name] = change(authenticator.data[name])
        authenticator.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_second_factor"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_secrets, unseal_secrets)]
