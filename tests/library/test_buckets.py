"""Files in a bucket, from a real server that speaks as S3 does, on this machine."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django_tasks_db.models import DBTaskResult
from moto.server import ThreadedMotoServer
from wagtail.models import Collection, CollectionViewRestriction

from cms.settings.bucket import in_bucket, read_bucket
from library.models import Rendition
from tests.factories import FileFactory, LibraryImageFactory

SECRET = "geheim/van+hier"


@pytest.fixture(scope="module")
def server():
    """The URL of a bucket, as FILES_URL has it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://sleutel:geheim%2Fvan%2Bhier@{host}:{port}/werkplaats"
    server.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch, db):
    """The site with its files in an empty bucket, as `production` has it; gives boto's Bucket."""
    for name, value in read_bucket(server).items():
        setattr(settings, name, value)
    settings.STORAGES = settings.STORAGES | {
        "default": in_bucket("uploads", "/admin/uploads/"),
        "renditions": in_bucket("media", "/media/"),
    }
    # Asked for once, when models are loaded.
    monkeypatch.setattr(Rendition._meta.get_field("file"), "storage", storages["renditions"])
    bucket = default_storage.connection.Bucket("werkplaats")
    bucket.create()
    yield bucket
    bucket.objects.delete()
    bucket.delete()


def list_names(bucket):
    return sorted(each.key for each in bucket.objects.all())


class TestPicture:
    def test_is_kept_in_the_private_part_and_shown_from_the_public_part(self, bucket):
        image = LibraryImageFactory()

        rendition = image.get_rendition("width-100|format-webp")

        assert list_names(bucket) == [f"media/{rendition.file.name}", f"uploads/{image.file.name}"]
        assert rendition.url == f"/media/{rendition.file.name}"

    def test_has_its_media_type(self, bucket):
        rendition = LibraryImageFactory().get_rendition("width-100|format-avif")

        assert bucket.Object(f"media/{rendition.file.name}").content_type == "image/avif"

    def test_of_a_name_in_use_takes_the_place_of_no_other(self, bucket):
        names = {default_storage.save("foto.png", ContentFile(b"x")) for _ in range(2)}

        assert len(names) == 2

    def test_goes_with_its_image(
        self, bucket, run_background_tasks, django_capture_on_commit_callbacks
    ):
        image = LibraryImageFactory()
        image.get_rendition("width-100|format-webp")

        with django_capture_on_commit_callbacks(execute=True):
            image.delete()
        run_background_tasks()

        assert list_names(bucket) == []
        assert SECRET not in str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))


class TestDocument:
    def test_leaves_through_the_site(self, bucket, client, home):
        document = FileFactory(file__data=b"notulen")

        response = client.get(document.url)

        assert b"".join(response) == b"notulen"

    def test_is_asked_for_by_those_who_may_see_it(self, bucket, client, home):
        private = Collection.get_first_root_node().add_child(name="Besloten")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        document = FileFactory(file__data=b"notulen", collection=private)

        assert client.get(document.url).status_code == 302


class TestPortrait:
    @pytest.fixture(autouse=True)
    def file(self, bucket):
        default_storage.save("avatar_images/fatima.png", ContentFile(b"foto"))
        default_storage.save("documents/notulen.pdf", ContentFile(b"notulen"))

    def test_is_sent_to_staff(self, client, editor):
        client.force_login(editor)

        assert b"".join(client.get("/admin/uploads/avatar_images/fatima.png")) == b"foto"

    @pytest.mark.parametrize(
        "path", ["niemand.png", "../documents/notulen.pdf", "%2e%2e/documents/notulen.pdf", ""]
    )
    def test_is_all_that_is_sent(self, client, editor, path):
        client.force_login(editor)

        assert client.get(f"/admin/uploads/avatar_images/{path}").status_code == 404


class TestFilesUrl:
    def test_names_server_bucket_and_keys(self, server):
        settings = read_bucket("https://sleutel:geheim%2Fvan%2Bhier@s3.example.org/werkplaats")

        assert settings["AWS_S3_ENDPOINT_URL"] == "https://s3.example.org"
        assert settings["AWS_STORAGE_BUCKET_NAME"] == "werkplaats"
        assert settings["AWS_S3_ACCESS_KEY_ID"] == "sleutel"
        assert settings["AWS_S3_SECRET_ACCESS_KEY"] == SECRET
