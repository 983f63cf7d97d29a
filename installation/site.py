"""The steps from an empty folder to a site with example content; each is done once."""

import hashlib
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from wagtail.models import Site

from home.models import HomePage
from installation.database import prepare_database
from installation.login import describe_login, make_login

__all__ = ["set_up"]


def set_up(say):
    """Do each step that was not done before; `say` (a function of a str) is told which.

    The database must be up. Raises OtherVersionError.
    """
    prepare_database(say)
    collect_static_files(say)
    make_private(Path(settings.EMAIL_FILE_PATH))
    load_example_content(say)
    move_site()
    if password := make_login():
        say(describe_login(password))


def collect_static_files(say):
    """Collect the static files, unless none has changed since the last time."""
    collected = settings.VAR_DIR / "static-files"
    fingerprint = fingerprint_of_static_files()
    if not collected.exists() or collected.read_text() != fingerprint:
        say("Collecting the static files (1 second)")
        call_command("collectstatic", interactive=False, verbosity=0)
        collected.write_text(fingerprint)


def fingerprint_of_static_files():
    """Return a str that changes with any static file of the apps, and with how they are kept."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def make_private(folder):
    """Have a folder (a Path) that nobody else can read: mails have links that act for somebody."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def load_example_content(say):
    """Fill a site that has no home page."""
    if not HomePage.objects.exists():
        say("Loading the example content (10 seconds)")
        summary = StringIO()
        call_command("demo", stdout=summary)
        say(summary.getvalue().strip())


def move_site():
    """Let a site on this machine know the port that it is served on now, for full addresses."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.get(is_default_site=True)
    if site.hostname == address.hostname and site.port != address.port:
        site.port = address.port
        site.save()
