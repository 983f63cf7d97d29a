from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from installation.command import InstallationCommand
from installation.database import READY_DATABASE, dump_database
from installation.embedded.server import running


class Command(InstallationCommand):
    help = "Make the ready-made database anew, by all migrations; for `make database`."

    def handle(self, **options):
        """Migrate an empty database, in an empty VAR_DIR, and write down what that gives."""
        with running(connection.settings_dict):
            if connection.introspection.table_names():
                raise CommandError("This is for an empty folder, named in VAR_DIR.")
            call_command("migrate", interactive=False, verbosity=0)
            READY_DATABASE.write_text(dump_database(), encoding="utf-8")
