from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, connection

from installation.embedded.server import ServerError, running
from installation.login import EMAIL, LoginError, read_password


class Command(BaseCommand):
    help = "Show the login that was made for this installation, as long as it works."

    def handle(self, **options):
        """Print the e-mail address and the password."""
        try:
            with running(connection.settings_dict):
                password = read_password()
        except ProgrammingError as error:  # no tables
            raise CommandError("There is no site yet: make run makes one.") from error
        except (LoginError, OperationalError, ServerError) as error:
            raise CommandError(error) from error
        self.stdout.write(f"E-mail address  {EMAIL}\nPassword        {password}")
