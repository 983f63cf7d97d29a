"""The pages and messages of contact."""

from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from contact.models import ContactPage, Message, RoutePage, Subject

__all__ = [
    "ContactPageFactory",
    "MessageFactory",
    "RoutePageFactory",
    "SubjectFactory",
]


class ContactPageFactory(PageFactory):
    class Meta:
        model = ContactPage

    title = "Contact"


class RoutePageFactory(PageFactory):
    class Meta:
        model = RoutePage

    title = "Route"


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    name = "Een vraag over een werkteam"
    recipient = "werkteams@example.org"


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    language = "nl"
    name = "Fatima"
    email = "fatima@example.nl"
    subject = "Een vraag over een werkteam"
    text = "Mag ik een keer meekijken?"
    recipient = "werkteams@example.org"
