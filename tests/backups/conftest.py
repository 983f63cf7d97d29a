"""A site of the tests' own that may be destroyed, and a folder for its backups."""

import secrets

import pytest
from django.test import override_settings

from background.queue import BACKEND
from tests.background.work import note
from tests.databases import visiting
from tests.factories import LibraryImageFactory, MessageFactory
from tests.run import FOLDER


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """A site of which all is stored for good: a picture, a message, and a task that waits.

    Gives its name.
    """
    name = f"backups_{secrets.token_hex(4)}"
    with django_db_blocker.unblock(), visiting("site", name):
        LibraryImageFactory().get_rendition("fill-40x40")
        MessageFactory()
        note.using(backend=BACKEND).enqueue("/dev/null", 1)
        yield name


@pytest.fixture(scope="module")
def backup_dir(site):
    """The folder of its backups, which is not there yet."""
    folder = FOLDER / site / "backups"
    with override_settings(BACKUP_DIR=folder):
        yield folder
