"""Staff, and the people whom visitors may ask."""

import datetime

import factory
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory

from accounts.models import User
from people.models import ContactPerson

__all__ = ["PASSWORD", "ContactPersonFactory", "UserFactory", "make_onlooker"]

PASSWORD = "een lang wachtwoord"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"redactie{number}@example.org")
    first_name = "Redactie"
    last_name = "Voorbeeld"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_superuser(password=PASSWORD, **kwargs)


def make_onlooker():
    """Return somebody who may enter the admin, and change nothing there.

    A test of what is refused needs one: anybody else is sent away at the door already.
    """
    user = User.objects.create_user("kijker@example.org", PASSWORD)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


class ContactPersonFactory(DjangoModelFactory):
    class Meta:
        model = ContactPerson

    name = "Contactpersoon (voorbeeld)"
    role = "over meedoen"
    email = "voorbeeld@example.org"
    consent_date = datetime.date(2018, 1, 1)
    consent_record = "Per mail"
