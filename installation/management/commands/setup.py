import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from wagtail.models import Site

from home.models import HomePage
from installation.embedded.server import ServerError, running
from installation.login import make_login


class Command(BaseCommand):
    help = "Make the site on this machine ready to be served; what is there already stays as it is."

    def handle(self, **options):
        """Bring database, static files, content and login to where `serve` can start."""
        try:
            with running(connection.settings_dict):
                self.set_up()
        except (OperationalError, ServerError) as error:
            raise CommandError(error) from error

    def set_up(self):
        """Do each step that was not done before."""
        self.stdout.write("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
        self.collect_static_files()
        if not HomePage.objects.exists():
            self.stdout.write("Loading the example content")
            call_command("demo", stdout=self.stdout)
        move_site()
        if make_login():
            call_command("login", stdout=self.stdout)

    def collect_static_files(self):
        """Collect and compress the static files, unless none has changed since the last time."""
        collected = settings.VAR_DIR / "static-files"
        fingerprint = fingerprint_of_static_files()
        if not collected.exists() or collected.read_text() != fingerprint:
            self.stdout.write("Compressing the static files")
            call_command("collectstatic", interactive=False, verbosity=0)
            collected.write_text(fingerprint)


def move_site():
    """Let a site on this machine know the port that it is served on now, for full addresses."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.get(is_default_site=True)
    if site.hostname == address.hostname and site.port != address.port:
        site.port = address.port
        site.save()


def fingerprint_of_static_files():
    """Return a str that changes with any static file of the apps, and with how they are kept."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
