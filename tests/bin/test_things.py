"""Snippets, pictures and documents go into the bin too, and come back with what pointed at them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from bin.deleting import put_page_in_bin
from bin.emptying import throw_away
from bin.guards import DeletedPastTheBinError, list_binned_models
from bin.models import Deletion
from bin.things import put_thing_in_bin, restore_thing
from library.models import Document, Image
from partners.models import Partner
from teams.models import Role, Theme
from tests.bin.steps import publish
from tests.factories import (
    FileFactory,
    LibraryImageFactory,
    MessageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PartnerFactory,
    RoleFactory,
    TeamMemberFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    translate,
)


@pytest.fixture
def image(home):
    image = LibraryImageFactory(title="Tafel")
    image.tags.add("eten")
    return image


@pytest.fixture
def page(home, image):
    """A news item with a picture and a theme."""
    index = NewsIndexPageFactory(parent=home)
    theme = ThemeFactory(name="Armoede")
    return publish(NewsPageFactory(parent=index, lead_image=image, themes=[theme]))


def reload(thing):
    return type(thing).objects.get(pk=thing.pk)


class TestAPicture:
    def test_comes_back_with_its_file_and_to_its_places(
        self, page, image, django_capture_on_commit_callbacks
    ):
        content, key, name = image.file.read(), image.pk, image.file.name
        with django_capture_on_commit_callbacks(execute=True):
            deletion = put_thing_in_bin(image)
        assert reload(page).lead_image is None
        assert not default_storage.exists(name)

        with django_capture_on_commit_callbacks(execute=True):
            restore_thing(deletion)

        back = Image.objects.get(pk=key)
        assert (back.title, back.file.name, back.file.read()) == ("Tafel", name, content)
        assert [tag.name for tag in back.tags.all()] == ["eten"]
        assert reload(page).lead_image == back
        assert ReferenceIndex.get_references_to(back).exists()
        assert not default_storage.exists(deletion.file)

    def test_is_deleted_once_by_two_people(self, image):
        same = reload(image)
        assert put_thing_in_bin(image)

        assert put_thing_in_bin(same) is None

        assert Deletion.objects.count() == 1

    def test_stays_out_of_a_place_that_has_another(self, page, image):
        deletion = put_thing_in_bin(image)
        other = LibraryImageFactory(title="Stoel")
        publish(reload(page), lead_image=other)

        restore_thing(deletion)

        assert reload(page).lead_image == other

    def test_is_gone_with_its_file_when_the_bin_is_emptied(
        self, image, django_capture_on_commit_callbacks
    ):
        deletion = put_thing_in_bin(image)
        assert default_storage.exists(deletion.file)

        with django_capture_on_commit_callbacks(execute=True):
            throw_away(deletion)

        assert not default_storage.exists(deletion.file)

    def test_is_said_where_it_is_used_before_it_goes(self, admin, page, image):
        url = reverse("wagtailimages:delete", args=[image.pk])

        response = admin.get(url)
        assertContains(response, "Dit gaat naar de prullenbak.")
        assertContains(response, page.title)

        admin.post(url)
        assert Deletion.objects.get().title == "Tafel"


class TestADocument:
    def test_that_is_private_is_private_in_the_bin_and_after_it(self, client, home):
        collection = Collection.get_first_root_node().add_child(name="Besloten")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        document = FileFactory(collection=collection)
        url = document.url

        deletion = put_thing_in_bin(document)
        assert client.get(url).status_code == 404
        assert client.get(f"/media/{deletion.file}").status_code == 404

        restore_thing(deletion)
        assert client.get(url).status_code == 302

    def test_does_not_come_back_without_its_collection(self, home):
        collection = Collection.get_first_root_node().add_child(name="Besloten")
        deletion = put_thing_in_bin(FileFactory(collection=collection))
        Collection.objects.get(pk=collection.pk).delete()

        with pytest.raises(ValidationError, match="ollectie"):
            restore_thing(deletion)
        assert not Document.objects.exists()


class TestASnippet:
    def test_comes_back_with_its_translation_and_to_its_pages(self, page):
        theme = Theme.objects.get(name="Armoede")
        keys = {theme.pk, translate(theme, name="Poverty", slug="poverty").pk}

        deletion = put_thing_in_bin(theme)
        assert not Theme.objects.exists()
        assert list(reload(page).themes.all()) == []

        restore_thing(deletion)
        assert set(Theme.objects.values_list("pk", flat=True)) == keys
        assert [each.name for each in reload(page).themes.all()] == ["Armoede"]

    def test_does_not_come_back_beside_another_of_its_name(self, page):
        theme = Theme.objects.get(name="Armoede")
        deletion = put_thing_in_bin(theme)
        ThemeFactory(name="Armoede", slug=theme.slug)

        with pytest.raises(ValidationError):
            restore_thing(deletion)

    def test_is_in_the_bin_once_beside_its_translation(self, admin, page):
        theme = Theme.objects.get(name="Armoede")
        english = translate(theme, name="Poverty", slug="poverty")
        url = reverse("wagtail_bulk_action", args=["teams", "theme", "delete"])

        response = admin.post(f"{url}?id={theme.pk}&id={english.pk}&next=/admin/", follow=True)

        assertContains(response, "1 ding ligt in de prullenbak.")
        assert Deletion.objects.get().title == "Armoede"

    def test_that_something_cannot_be_without_stays(self, admin, home, image):
        partner = PartnerFactory(logo=image)

        admin.post(reverse("wagtailimages:delete", args=[image.pk]))

        assert Image.objects.filter(pk=image.pk).exists()
        assert not Deletion.objects.exists()
        assert Partner.objects.get() == partner


class TestARoleOfATeam:
    @pytest.fixture
    def role(self, home):
        return RoleFactory(name="Ervaringsdeskundige")

    @pytest.fixture
    def team(self, home, role):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home), title="Schulden")
        TeamMemberFactory(team=team, role=role)
        return publish(team)

    def test_says_which_page_it_waits_for(self, admin, role, team):
        url = reverse("wagtailsnippets_teams_role:delete", args=[role.pk])
        assertNotContains(admin.get(url), "in de prullenbak kan niet zonder")

        put_page_in_bin(team)

        response = admin.get(url)
        assertContains(response, "Deze pagina in de prullenbak kan niet zonder.")
        assertContains(response, "<li>Schulden</li>")
        assertContains(response, reverse("bin:index"))

    def test_can_go_when_the_page_is_gone(self, admin, role, team):
        throw_away(put_page_in_bin(team))

        admin.post(reverse("wagtailsnippets_teams_role:delete", args=[role.pk]))

        assert Deletion.objects.get().title == "Ervaringsdeskundige"


def test_every_snippet_goes_into_the_bin():
    models = [model for model in list_binned_models() if model not in (Image, Document)]

    assert sorted(models, key=str) == sorted(get_snippet_models(), key=str)


class TestEveryWay:
    @pytest.mark.parametrize("make", [RoleFactory, LibraryImageFactory, FileFactory])
    def test_leads_to_the_bin(self, admin, home, make, settings):
        settings.BIN_IS_GUARDED = True
        thing = make()
        options = thing._meta
        url = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, "delete"])

        response = admin.post(f"{url}?id={thing.pk}&next=/admin/", follow=True)

        assertContains(response, "1 ding ligt in de prullenbak.")
        assert Deletion.objects.get().user is not None

    @pytest.mark.parametrize(
        ("make", "name"),
        [
            (LibraryImageFactory, "wagtailimages:delete_multiple"),
            (FileFactory, "wagtaildocs:delete_multiple"),
        ],
    )
    def test_right_after_uploading_leads_to_the_bin(self, admin, home, make, name, settings):
        settings.BIN_IS_GUARDED = True
        thing = make()

        response = admin.post(reverse(name, args=[thing.pk]))

        assert response.json()["success"]
        assert Deletion.objects.get().title == str(thing)

    def test_in_code_is_refused(self, home, settings):
        settings.BIN_IS_GUARDED = True
        role = RoleFactory()

        with pytest.raises(DeletedPastTheBinError), transaction.atomic():
            Role.objects.filter(pk=role.pk).delete()
        with pytest.raises(DeletedPastTheBinError), transaction.atomic():
            get_home().delete()
        assert Role.objects.exists()


class TestWhatVisitorsSent:
    def test_does_not_go_into_the_bin(self, admin, home):
        message = MessageFactory()
        url = reverse("contact_messages:delete", args=[message.pk])

        assertNotContains(admin.get(url), "prullenbak.")
        admin.post(url)

        assert not Deletion.objects.exists()


class TestPuttingBack:
    def test_says_why_it_cannot(self, admin, page):
        theme = Theme.objects.get(name="Armoede")
        deletion = put_thing_in_bin(theme)
        ThemeFactory(name="Armoede", slug=theme.slug)

        response = admin.post(reverse("bin:restore", args=[deletion.pk]))

        assertContains(response, "webadres")
        assert Deletion.objects.exists()
