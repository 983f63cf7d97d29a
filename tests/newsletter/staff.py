"""People of the staff, each with a browser of their own."""

from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD

__all__ = ["SUBSCRIBERS", "log_in_as_anybody_else", "log_in_with_role"]

SUBSCRIBERS = "/admin/newsletter/subscribers/"


def log_in_with_role(*, without=()):
    """Return a client of somebody with the role “Lezersgegevens”, but for some of its rights."""
    group = Group.objects.get(name="Lezersgegevens")
    group.permissions.remove(*Permission.objects.filter(codename__in=without))
    return log_in("nieuwsbrief@example.org", group)


def log_in_as_anybody_else():
    """Return a client of somebody who may do all there is, but nothing with subscribers."""
    roles = Group.objects.exclude(name__in=["Lezersgegevens", "Beheer"])
    client = log_in("redactie@example.org", *roles)
    client.user.user_permissions.set(
        Permission.objects.exclude(
            content_type__app_label="newsletter",
            content_type__model__in=["subscriber", "subscriberimport", "accessentry"],
        )
    )
    return client


def log_in(email, *groups):
    user = User.objects.create_user(email, PASSWORD, first_name="Sanne", last_name="Bos")
    user.groups.set(groups)
    client = Client()
    client.force_login(user)
    client.user = user
    return client
