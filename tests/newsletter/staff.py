"""People of the staff, each with a browser of their own."""

from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD

__all__ = ["READERS", "sign_in_as_editor", "sign_in_with_role"]

READERS = "/admin/newsletter/readers/"


def sign_in_with_role(*, without=()):
    """Return a client of somebody in the group “Nieuwsbrief”, but for some of its rights."""
    group = Group.objects.get(name="Nieuwsbrief")
    group.permissions.remove(*Permission.objects.filter(codename__in=without))
    return sign_in("nieuwsbrief@example.org", group)


def sign_in_as_editor():
    """Return a client of an editor as Wagtail makes them: who may publish, but not see readers."""
    return sign_in(
        "redactie@example.org", *Group.objects.filter(name__in=["Editors", "Moderators"])
    )


def sign_in(email, *groups):
    user = User.objects.create_user(email, PASSWORD, first_name="Sanne", last_name="Bos")
    user.groups.set(groups)
    client = Client()
    client.force_login(user)
    client.user = user
    return client
