from django.db import migrations

from accounts.roles import DEPENDENCIES, MakeRole


class Migration(migrations.Migration):
    """The role of whoever looks after the subscribers of the newsletter."""

    dependencies = [("newsletter", "0002_proof_is_written_once"), *DEPENDENCIES]

    operations = [
        MakeRole(
            "Nieuwsbrief",
            "newsletter",
            {
                "subscriber": ["view", "change", "delete", "export"],
                "subscriberimport": ["add", "view"],
                "topic": ["add", "change", "delete"],
            },
        )
    ]
