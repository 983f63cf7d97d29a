from io import StringIO

import PIL.Image
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from library.models import Image
from tests.installation import Installation, install, make_folder, remove


@pytest.fixture
def empty_installation():
    """A site on which `setup` has not run yet."""
    installation = Installation(make_folder())
    yield installation
    remove(installation)


@pytest.fixture(scope="session")
def installation(shared_folder):
    """A site on which `setup` has run once; its server runs only while a test has it run."""
    installation, output = install(shared_folder)
    installation.first_output = output
    yield installation
    remove(installation)


@pytest.fixture(scope="class")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration site, made once for a class of tests; gives what the command printed."""
    media = tmp_path_factory.mktemp("media")
    output = StringIO()
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        call_command("demo", stdout=output)
        make_pictures_tiny()
        yield output
        transaction.set_rollback(True)


def make_pictures_tiny():
    """Put a few pixels in the place of each picture: scaling the real ones takes a minute."""
    for image in Image.objects.exclude(file__endswith=".svg"):
        PIL.Image.new("RGB", (16, 10)).save(image.file.path)
