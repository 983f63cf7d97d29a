from django.db import migrations


def choose_in_the_language_of_the_call(apps, schema_editor):
    """Let calls name each role once: in their own language, where the role has a version in it."""
    OpenCall, Role = apps.get_model("teams", "OpenCall"), apps.get_model("teams", "Role")
    choices = OpenCall.roles.through.objects
    for choice in choices.select_related("opencall", "role"):
        call, role = choice.opencall, choice.role
        version = Role.objects.filter(
            translation_key=role.translation_key, locale=call.locale_id
        ).first()
        if version and version.pk != role.pk:
            choices.get_or_create(opencall=call, role=version)
            choice.delete()


class Migration(migrations.Migration):
    """A call on a Dutch page had the Dutch and the English version of a role side by side."""

    dependencies = [("teams", "0001_initial")]

    operations = [
        migrations.RunPython(choose_in_the_language_of_the_call, migrations.RunPython.noop),
    ]
