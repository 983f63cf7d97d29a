from pathlib import Path

from django.core.management.base import CommandError
from django.db import ProgrammingError, connection

from installation.command import InstallationCommand
from installation.embedded.server import ENGINE, running
from installation.login import LoginError, describe_login, read_password

NO_SITE = "There is no site yet: make run makes one."


class Command(InstallationCommand):
    help = "Show the login that was made for this installation, as long as it works."

    def handle(self, **options):
        """Print the email address and the password."""
        if not has_database(connection.settings_dict):
            raise CommandError(NO_SITE)
        try:
            with running(connection.settings_dict):
                password = read_password()
        except ProgrammingError as error:  # no tables
            raise CommandError(NO_SITE) from error
        except LoginError as error:
            raise CommandError(error) from error
        self.say(describe_login(password))


def has_database(database):
    """Return whether there is a database to ask, of an entry of DATABASES; none is made for it."""
    return database["ENGINE"] != ENGINE or Path(database["HOST"]).exists()
