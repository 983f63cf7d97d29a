from django.core.management.base import BaseCommand, CommandError

from backups.errors import BackupError
from backups.restoring import restore, warn


class Command(BaseCommand):
    help = "Put a backup back: its database and its files, in the place of those of now."

    # Migrations that are to come are no reason for a remark: they are done after it.
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("name", help="The backup, by the name of its folder.")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Also where there is a database or there are files, which are gone then.",
        )

    def handle(self, *, name, overwrite, **options):
        try:
            backup = restore(name, overwrite, self.say)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Nothing was changed: {error}") from error
        for sentence in warn(backup.read_manifest()):
            self.stderr.write(sentence)
        self.say(
            f"The site is as it was on {backup.made_at:%Y-%m-%d %H:%M} UTC. Start the web server "
            f"and the worker: everybody logs in again, and search is complete after some minutes. "
            f"Then, in the admin, look under Background work at what waited at that moment, and "
            f"erase again who asked for that since."
        )

    def say(self, sentence):
        """Print what is done now, so that nobody waits without knowing for what."""
        self.stdout.write(sentence)
        self.stdout.flush()
