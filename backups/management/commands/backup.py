from django.core.management.base import BaseCommand, CommandError

from backups.copies import are_wanted
from backups.errors import BackupError
from backups.making import make
from backups.proving import prove


class Command(BaseCommand):
    help = "Make a backup of the database and the files, or prove one by putting it back on trial."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", default="", help="The backup to prove.")
        parser.add_argument(
            "--verify",
            action="store_true",
            help="Make none, but prove the newest, or the one that is named.",
        )

    def handle(self, *, name, verify, verbosity, **options):
        if name and not verify:
            raise CommandError(f"To prove the backup {name}: manage.py backup --verify {name}")
        self.is_silent = verbosity == 0
        try:
            if verify:
                self.prove(name)
            else:
                self.make()
        except BackupError as error:
            raise CommandError(str(error)) from error

    def make(self):
        backup = make(self.say)
        self.say(f"The backup is {backup.path}")
        self.say(f"Not in it, to be kept apart: {', '.join(backup.read_manifest().left_out)}.")
        if not are_wanted():
            self.say(
                "It is on this machine alone, and gone with it: BACKUP_COPY_DIR names no other "
                "place (docs/backup.md)."
            )

    def prove(self, name):
        backup = prove(name, self.say)
        contents = backup.read_manifest()
        rows = sum(count for count, _content in contents.tables.values())
        number = sum(map(len, contents.files.values()))
        self.say(
            f"The backup {backup.name} is proven: {rows} rows in {len(contents.tables)} tables and "
            f"{number} files are what they were, and the home page is made from it."
        )

    def say(self, sentence):
        """Print what is done now, so that nobody waits without knowing for what."""
        if not self.is_silent:
            self.stdout.write(sentence)
            self.stdout.flush()
