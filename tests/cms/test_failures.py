"""What somebody is told when something fails that is no mistake in the code."""

import resource
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from library.models import Document, Image
from page_cache.away import say_away
from tests.factories import LibraryImageFactory
from tests.library.test_bringing_in import ANSWERS

pytestmark = pytest.mark.usefixtures("home")


@contextmanager
def full_disk():
    """Let this process write no file of more than a byte, which fails as on a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


def list_uploads():
    """Return the files that people sent in, with those that are not finished."""
    return set(Path(settings.STORAGES["default"]["OPTIONS"]["location"]).rglob("*.*"))


@pytest.fixture
def picture():
    """A picture as it is sent in."""
    with LibraryImageFactory().file.open() as file:
        return SimpleUploadedFile("vol.png", file.read(), "image/png")


class TestADatabaseAway:
    def test_is_told_to_a_person_and_not_within_a_page(self, rf):
        whole, part = [
            say_away(rf.get("/admin/sprite/", headers={"sec-fetch-dest": kind}))
            for kind in ["document", "empty"]
        ]

        assert whole.status_code == part.status_code == 503
        assert b"<main" in whole.content
        assert part.content == b""


class TestAFullDisk:
    def test_at_an_upload_is_told_and_leaves_nothing(self, admin):
        admin.raise_request_exception = False
        before = list_uploads()
        file = SimpleUploadedFile("vol.txt", b"Veel tekst. " * 1000, "text/plain")

        with full_disk():
            response = admin.post(
                reverse("wagtaildocs:add"),
                {"title": "Vol", "collection": 1, "file": file},
                headers={"sec-fetch-site": "same-origin"},
            )

        assert response.status_code == 507
        assert "geen ruimte meer op de server" in response.content.decode()
        assert not Document.objects.exists()
        assert list_uploads() == before

    def test_is_told_beside_each_of_several_pictures(self, admin, picture):
        admin.raise_request_exception = False
        number, before = Image.objects.count(), list_uploads()

        with full_disk():
            response = admin.post(
                reverse("wagtailimages:add_multiple"),
                {**ANSWERS, "file": picture},
                headers={"accept": "application/json"},
            )

        assert response.status_code == 507
        assert "geen ruimte meer op de server" in response.json()["error_message"]
        # What failed was the last of the transaction that the test is in.
        transaction.set_rollback(False)
        assert Image.objects.count() == number
        assert list_uploads() == before

    def test_of_the_past_is_forgotten(self, admin):
        file = SimpleUploadedFile("ruim.txt", b"Veel tekst. " * 1000, "text/plain")

        response = admin.post(
            reverse("wagtaildocs:add"), {"title": "Ruim", "collection": 1, "file": file}
        )

        assert response.status_code == 302
        with Document.objects.get().file.open() as saved:
            assert saved.read() == b"Veel tekst. " * 1000
