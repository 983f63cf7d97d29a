"""What is private is seen by who may see it, in the admin and on the site."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from accounts.models import User
from tests.factories import PASSWORD, FileFactory, LibraryImageFactory

CHOOSERS = ["wagtailimages_chooser:choose", "wagtaildocs_chooser:choose"]


def make_member(*roles):
    user = User.objects.create_user(f"{'-'.join(roles)}@example.org", PASSWORD)
    user.groups.set([Group.objects.get(name=role) for role in roles])
    return user


@pytest.fixture
def chooser_role():
    """A role that may choose pictures and documents, and do nothing else with them."""
    group = Group.objects.get(name="Beheer")
    for permission in Permission.objects.filter(codename__in=["choose_image", "choose_document"]):
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    return group.name


@pytest.fixture
def minutes(home):
    """A collection for the role “Redactie” alone, and one below it."""
    collection = Collection.get_first_root_node().add_child(name="Notulen")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="groups"
    )
    restriction.groups.add(Group.objects.get(name="Redactie"))
    return collection.add_child(name="Van dit jaar")


@pytest.fixture
def things(minutes):
    """A private image and document, by the chooser that would show it."""
    things = [
        LibraryImageFactory(title="Geheime tafel", collection=minutes),
        FileFactory(title="Geheime notulen", collection=minutes),
    ]
    LibraryImageFactory(title="Open tafel")
    FileFactory(title="Open verslag")
    return dict(zip(CHOOSERS, things, strict=True))


class TestAChooser:
    @pytest.mark.parametrize("chooser", CHOOSERS)
    def test_shows_nothing_private(self, client, things, chooser, chooser_role):
        client.force_login(make_member(chooser_role))

        response = client.get(reverse(chooser))

        assertContains(response, "Open")
        assertNotContains(response, "Geheime")
        assertNotContains(response, "Notulen")

    @pytest.mark.parametrize("chooser", CHOOSERS)
    def test_gives_nothing_private_by_its_key(self, client, things, chooser, chooser_role):
        client.force_login(make_member(chooser_role))
        key = things[chooser].pk
        chosen = reverse(chooser.replace(":choose", ":chosen"), args=[key])
        multiple = reverse(chooser.replace(":choose", ":chosen_multiple"))

        assertNotContains(client.get(f"{multiple}?id={key}"), "Geheime")
        assert "Geheime" not in client.get(chosen, follow=True).content.decode()

    @pytest.mark.parametrize("chooser", CHOOSERS)
    @pytest.mark.parametrize("role", ["Redactie", "Meeschrijver"])
    def test_shows_it_to_who_may_see_or_change_it(self, client, things, chooser, role):
        client.force_login(make_member(role))

        assertContains(client.get(reverse(chooser)), "Geheime")

    @pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index"])
    def test_is_no_other_than_the_list(self, client, things, name, chooser_role):
        client.force_login(make_member(chooser_role))

        response = client.get(reverse(name), follow=True)

        assertNotContains(response, "Geheime")


class TestAPrivateDocument:
    def test_is_kept_by_no_cache(self, client, things, minutes):
        client.force_login(make_member("Redactie"))

        response = client.get(things["wagtaildocs_chooser:choose"].url)

        assert response.status_code == 200
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert "Cookie" in response["Vary"]

    def test_that_somebody_may_not_see_is_kept_by_no_cache(self, client, things):
        response = client.get(things["wagtaildocs_chooser:choose"].url)

        assert response.status_code == 302
        assert "no-store" in response["Cache-Control"]

    def test_that_is_public_may_be_kept(self, client, home):
        response = client.get(FileFactory().url)

        assert "no-store" not in response.get("Cache-Control", "")
