"""Who looks after colleagues gives them roles, and cannot raise themselves by any way in."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from pytest_django.asserts import assertNotContains, assertRedirects

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

INDEX = reverse("wagtailusers_users:index")


def make_user(name, *roles):
    user = User.objects.create_user(
        f"{name}@example.org", PASSWORD, first_name=name, last_name="Voorbeeld"
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def manager(client, home):
    user = make_user("beheer", "Beheer")
    client.force_login(user)
    return user


@pytest.fixture
def colleague(home):
    return make_user("collega", "Meeschrijver")


@pytest.fixture
def administrator(home):
    return UserFactory(email="technisch@example.org", first_name="Technisch")


def edit(client, user, **data):
    """Save the form of an account, filled in as it is but for some fields."""
    filled = {
        "email": user.email,
        "first_name": user.first_name or "A",
        "last_name": user.last_name or "B",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    return client.post(address, {**filled, **data})


def get_roles(user):
    return {*user.groups.values_list("name", flat=True)}


def find_pk(name):
    return Group.objects.get(name=name).pk


def act(client, action, *users, **data):
    query = "&".join(f"id={user.pk}" for user in users)
    return client.post(f"/admin/bulk/accounts/user/{action}/?next={INDEX}&{query}", data)


class TestAManager:
    def test_gives_a_colleague_roles_and_takes_them(self, client, manager, colleague):
        edit(client, colleague, groups=[find_pk("Redactie"), find_pk("Lezersgegevens")])

        assert get_roles(colleague) == {"Redactie", "Lezersgegevens"}

    def test_keeps_a_group_that_only_an_administrator_gives(self, client, manager, colleague):
        own = Group.objects.create(name="Techniek")
        colleague.groups.add(own)

        edit(client, colleague, groups=[find_pk("Redactie")])

        assert get_roles(colleague) == {"Redactie", "Techniek"}

    def test_gives_no_such_group(self, client, manager, colleague):
        edit(client, colleague, groups=[Group.objects.create(name="Techniek").pk])

        assert get_roles(colleague) == {"Meeschrijver"}

    def test_invites_nobody_into_such_a_group(self, client, manager):
        Group.objects.create(name="Techniek")
        new = {"email": "n@e.org", "first_name": "N", "last_name": "E"}

        client.post(reverse("wagtailusers_users:add"), {**new, "groups": [find_pk("Meeschrijver")]})

        assert get_roles(User.objects.get(email="n@e.org")) == {"Meeschrijver"}

    def test_does_not_take_over_who_is_in_such_a_group(self, client, manager, colleague):
        roles = [find_pk("Meeschrijver")]
        colleague.groups.add(Group.objects.create(name="Techniek"))

        edit(client, colleague, email="van-mij@example.org", first_name="Anders", groups=roles)

        colleague.refresh_from_db()
        assert colleague.email == "collega@example.org"
        assert colleague.first_name == "Anders"

    def test_corrects_the_address_of_who_has_roles_alone(self, client, manager, colleague):
        edit(client, colleague, email="beter@example.org")

        colleague.refresh_from_db()
        assert colleague.email == "beter@example.org"

    def test_makes_no_administrator(self, client, manager, colleague):
        edit(client, colleague, is_superuser="on")
        client.post(
            reverse("wagtailusers_users:add"),
            {"email": "n@e.org", "first_name": "N", "last_name": "E", "is_superuser": "on"},
        )

        assert not User.objects.filter(is_superuser=True).exists()
        assert User.objects.filter(email="n@e.org").exists()

    def test_does_not_change_their_own_roles(self, client, manager):
        edit(client, manager, groups=[find_pk("Redactie")], is_superuser="on", last_name="Anders")
        act(client, "assign_role", manager, role=find_pk("Redactie"))

        manager.refresh_from_db()
        assert manager.last_name == "Anders"
        assert get_roles(manager) == {"Beheer"}
        assert not manager.is_superuser

    def test_gives_several_a_role_at_once(self, client, manager, colleague):
        act(client, "assign_role", colleague, role=find_pk("Redactie"))

        assert get_roles(colleague) == {"Meeschrijver", "Redactie"}

    def test_does_nothing_to_an_administrator(self, client, manager, administrator):
        address = reverse("wagtailusers_users:edit", args=[administrator.pk])
        assertRedirects(client.get(address), "/admin/", fetch_redirect_response=False)

        edit(client, administrator, email="van-mij@example.org")
        act(client, "set_active_state", administrator, mark_as_active="False")
        act(client, "assign_role", administrator, role=find_pk("Beheer"))
        act(client, "delete", administrator)
        client.post(reverse("wagtailusers_users:delete", args=[administrator.pk]))

        administrator.refresh_from_db()
        assert administrator.email == "technisch@example.org"
        assert administrator.is_active
        assert not get_roles(administrator)
        assertNotContains(client.get(INDEX), address)

    def test_does_not_reach_what_groups_may_do(self, client, manager):
        for name, arguments in [("index", []), ("add", []), ("edit", [find_pk("Beheer")])]:
            address = reverse(f"wagtailusers_groups:{name}", args=arguments)
            assertRedirects(client.get(address), "/admin/", fetch_redirect_response=False)


class TestNobodyElse:
    @pytest.mark.parametrize("role", ["Redactie", "Meeschrijver", "Lezersgegevens"])
    def test_reaches_the_accounts(self, client, home, colleague, role):
        user = make_user("iemand", role)
        client.force_login(user)

        assertRedirects(client.get(INDEX), "/admin/", fetch_redirect_response=False)
        edit(client, user, groups=[find_pk("Beheer")])
        act(client, "assign_role", user, role=find_pk("Beheer"))
        assert get_roles(user) == {role}
