import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from tests.factories import FileFactory, LibraryImageFactory, StandardPageFactory

PICTURES = "library_images_to_translate"
DOCUMENTS = "library_documents_to_translate"


def use(home, picture=None, document=None, title="Over ons"):
    """Put a picture and a document on a page."""
    body = [("download", {"document": document, "title": ""})] if document else []
    StandardPageFactory(parent=home, title=title, lead_image=picture, body=body)


class TestImagesToTranslate:
    def test_name_the_texts_that_are_missing_in_english(self, admin, home):
        picture = LibraryImageFactory(
            title="Keukentafel",
            caption="Avondeten",
            credit="Maker",
            translations={"en": {"caption": "Supper"}},
        )
        use(home, picture)

        page = admin.get(reverse(PICTURES))

        assertContains(page, "Keukentafel")
        assertContains(page, reverse("wagtailimages:edit", args=[picture.pk]))
        assertContains(page, "tekst voor wie de afbeelding niet ziet, maker")

    @pytest.mark.parametrize(
        "texts",
        [
            # All there is, is translated.
            {"caption": "", "translations": {"en": {"description": "People"}}},
            # It only decorates.
            {"description": "", "only_decorates": True},
        ],
    )
    def test_leave_out_what_is_translated(self, admin, home, texts):
        use(home, LibraryImageFactory(title="Keukentafel", **texts))

        page = admin.get(reverse(PICTURES))

        assertNotContains(page, "Keukentafel")
        assertContains(page, "vertaald")

    def test_leave_out_what_is_not_used(self, admin, home):
        LibraryImageFactory(title="Keukentafel")

        assertNotContains(admin.get(reverse(PICTURES)), "Keukentafel")

    def test_put_the_most_used_first(self, admin, home):
        often, once = LibraryImageFactory(title="Vaak"), LibraryImageFactory(title="Een keer")
        for title, picture in [("een", once), ("twee", often), ("drie", often)]:
            use(home, picture, title=title)

        page = admin.get(reverse(PICTURES)).content.decode()

        assert page.index("Vaak") < page.index("Een keer")

    def test_are_in_the_menu(self, admin, home):
        assertContains(admin.get("/admin/"), reverse(PICTURES))

    def test_are_only_for_who_may_change_pictures(self, client, home):
        somebody = User.objects.create_user(email="lezer@example.org", password="een wachtwoord")
        somebody.groups.add(Group.objects.get(name="Redactie"))
        Group.objects.get(name="Redactie").collection_permissions.all().delete()
        client.force_login(somebody)

        assertNotContains(client.get("/admin/"), reverse(PICTURES))
        assert client.get(reverse(PICTURES)).status_code == 302


class TestDocumentsToTranslate:
    def test_name_the_texts_that_are_missing_in_english(self, admin, home):
        document = FileFactory(title="Placemat", description="Vragen")
        use(home, document=document)

        page = admin.get(reverse(DOCUMENTS))

        assertContains(page, reverse("wagtaildocs:edit", args=[document.pk]))
        assertContains(page, "titel, omschrijving")

    def test_leave_out_what_is_translated(self, admin, home):
        use(
            home,
            document=FileFactory(title="Placemat", translations={"en": {"title": "Place mat"}}),
        )

        assertNotContains(admin.get(reverse(DOCUMENTS)), "Placemat")
