"""What is uploaded leaves the site by a view that asks who it is for, and by no other way."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from library.models import Document, Image
from tests.factories import FileFactory, LibraryImageFactory

NGINX = Path(settings.BASE_DIR) / "production" / "server" / "nginx.conf"
WORDS = b"%PDF-1.7 voorbeeld"
# What somebody tries who knows, or guesses, the name that a file is kept under.
ADDRESSES = [
    "/media/{name}",
    "/media/./{name}",
    "/media//{name}",
    "/media/{name}/",
    "/media/images/../{name}",
    "/media/{quoted}",
    "/media/%2e/{name}",
    "/media/%2E%2F{quoted}",
    "/media/../uploads/{name}",
    "/media/%2e%2e/uploads/{name}",
    "/media/..%2fuploads%2f{quoted}",
    "/media/..\\uploads\\{name}",
    "/media//uploads/{name}",
    "/media/{root}/{name}",
    "/media/%00{name}",
    "/MEDIA/{name}",
    "/Media/{upper}",
    "/media/{upper}",
    "/en/media/{name}",
    "/nl/media/{name}",
    "/static/../uploads/{name}",
    "/static/../media/{name}",
    "/uploads/{name}",
    "/documents/{name}",
    "/admin/uploads/{name}",
    "/admin/uploads/avatar_images/../{name}",
    "/admin/uploads/avatar_images/%2e%2e/{name}",
    "/admin/uploads/avatar_images/..%2f{quoted}",
    "/admin/uploads/avatar_images//{root}/{name}",
]


@pytest.fixture
def private():
    """A collection that only who is logged in may see."""
    collection = Collection.get_first_root_node().add_child(name="Besloten")
    restrict(collection, "login")
    return collection


def restrict(collection, kind, **fields):
    """Return the new restriction of a collection, of one of Wagtail's kinds."""
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, **fields
    )


def make_document(**fields):
    return FileFactory(file__data=WORDS, **fields)


def make_half_upload():
    """Return what Wagtail keeps of an upload of many files until the rest is filled in."""
    kind = ContentType.objects.get_for_model(Image)
    return UploadedFile.objects.create(
        for_content_type=kind, file=ContentFile(WORDS, name="half.png")
    )


UPLOADS = {
    "public document": make_document,
    "private document": lambda: make_document(collection=Collection.objects.get(name="Besloten")),
    "original of a picture": LibraryImageFactory,
    "upload that is not finished": make_half_upload,
}


def get_addresses(file):
    """Return the addresses to try for a file, as a list of str."""
    names = {
        "name": file.name,
        "quoted": quote(file.name, safe=""),
        "upper": file.name.upper(),
        "root": Path(default_storage.location),
    }
    return [address.format(**names) for address in ADDRESSES]


def read(response):
    """Return what a response sends, as bytes."""
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("make", UPLOADS.values(), ids=UPLOADS)
class TestUpload:
    @pytest.mark.parametrize("is_staff", [False, True], ids=["visitor", "staff"])
    def test_is_at_no_address_of_its_own(self, client, editor, home, private, make, is_staff):
        file = make().file
        content = Path(file.path).read_bytes()
        client.raise_request_exception = False
        if is_staff:
            client.force_login(editor)

        for address in get_addresses(file):
            response = client.get(address, follow=True)
            is_login = response.request["PATH_INFO"] == reverse("wagtailadmin_login")
            assert response.status_code in {400, 404} or is_login, address
            assert content not in read(response), address

    def test_is_not_among_what_a_proxy_serves(self, home, private, make):
        path = Path(make().file.path)

        assert path.is_relative_to(default_storage.location)
        assert not path.is_relative_to(settings.MEDIA_ROOT)


class TestWhatAProxyServes:
    def test_is_renditions_and_nothing_else(self):
        """As nginx has it, below the folder of the site."""
        served = re.findall(r"alias /srv/werkplaats/(\S+?)/?;", NGINX.read_text())

        from cms.settings import base

        assert [base.BASE_DIR / folder for folder in served] == [base.BASE_DIR / "var" / "media"]
        assert base.MEDIA_ROOT == base.VAR_DIR / "media"
        uploads = Path(base.STORAGES["default"]["OPTIONS"]["location"])
        assert base.MEDIA_ROOT not in {uploads, *uploads.parents}


class TestDocument:
    def get(self, client, document):
        return client.get(document.url)

    def test_that_is_public_is_for_everybody(self, client, home):
        response = client.get(make_document().url)

        assert read(response) == WORDS
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_that_is_private_is_for_who_logged_in(self, client, editor, home, private):
        document = make_document(collection=private)

        before = client.get(document.url)
        client.force_login(editor)
        after = client.get(document.url)

        login = reverse("wagtailadmin_login")
        assertRedirects(before, f"{login}?next={document.url}", fetch_redirect_response=False)
        assert read(after) == WORDS

    def test_that_is_private_below_a_public_collection_is_so_in_its_own_collections(
        self, client, home, private
    ):
        below = private.add_child(name="Verslagen")

        assert client.get(make_document(collection=below).url).status_code == 302

    def test_for_a_group_is_for_that_group(self, client, django_user_model, home):
        collection = Collection.get_first_root_node().add_child(name="Stuurgroep")
        group = Group.objects.create(name="Stuurgroep")
        restrict(collection, "groups").groups.add(group)
        document = make_document(collection=collection)
        member = django_user_model.objects.create_user("lid@example.org", "x")
        client.force_login(member)

        before = client.get(document.url)
        member.groups.add(group)
        after = client.get(document.url)

        assert before.status_code == 302
        assert read(after) == WORDS

    def test_behind_a_password_asks_for_it(self, client, home):
        collection = Collection.get_first_root_node().add_child(name="Pers")
        restriction = restrict(collection, "password", password="onder embargo")
        document = make_document(collection=collection)

        asked = client.get(document.url)
        client.post(
            reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk]),
            {"password": "onder embargo", "return_url": document.url},
        )

        assertContains(asked, 'type="password"')
        assert WORDS not in asked.content
        assert read(client.get(document.url)) == WORDS

    def test_is_not_given_under_the_name_of_another(self, client, home, private):
        public, secret = make_document(), make_document(collection=private)

        for address in [
            f"/documents/{public.pk}/{secret.filename}x",
            f"/documents/{secret.pk}/{public.filename}x",
            f"/documents/{secret.pk}/../{public.pk}/{secret.filename}",
            f"/documents/{secret.pk}/",
            f"/DOCUMENTS/{secret.pk}/{secret.filename}",
        ]:
            assert client.get(address).status_code == 404, address

    def test_is_gone_with_its_file(self, home, django_capture_on_commit_callbacks):
        document = make_document()
        path = Path(document.file.path)

        with django_capture_on_commit_callbacks(execute=True):
            document.delete()

        assert not path.exists()
        assert not Document.objects.exists()


class TestPicture:
    @pytest.mark.parametrize("spec", ["width-100", "max-480x160", "original"])
    def test_is_public_at_one_size(self, client, home, spec):
        rendition = LibraryImageFactory().get_rendition(spec)

        assert rendition.url.startswith("/media/images/")
        assert client.get(rendition.url).status_code == 200

    def test_is_gone_with_its_files(self, home, django_capture_on_commit_callbacks):
        picture = LibraryImageFactory()
        paths = [Path(picture.file.path), Path(picture.get_rendition("width-100").file.path)]

        with django_capture_on_commit_callbacks(execute=True):
            picture.delete()

        assert [path for path in paths if path.exists()] == []

    def test_is_seen_by_staff_in_full(self, admin, home):
        picture = LibraryImageFactory()

        page = admin.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()

        addresses = re.findall(r'"(/media/[^"]+)"', page)
        assert addresses
        assert {admin.get(address).status_code for address in addresses} == {200}
        assert picture.get_rendition("original").url in addresses
