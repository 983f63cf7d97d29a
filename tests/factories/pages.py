"""Pages of the other kinds, and words that are explained on them."""

import datetime
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from agenda.models import AgendaIndexPage, MeetingPage
from glossary.models import Term
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from pages.models import AccessibilityStatementPage, StandardPage
from publications.models import PublicationIndexPage, PublicationPage

__all__ = [
    "AMSTERDAM",
    "AccessibilityStatementPageFactory",
    "AgendaIndexPageFactory",
    "HomePageFactory",
    "MeetingPageFactory",
    "NewsIndexPageFactory",
    "NewsPageFactory",
    "PublicationIndexPageFactory",
    "PublicationPageFactory",
    "StandardPageFactory",
    "TermFactory",
]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    title = "Home"
    heading = "Wie het aangaat, zit aan tafel"


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = "Over ons"


class AccessibilityStatementPageFactory(PageFactory):
    class Meta:
        model = AccessibilityStatementPage

    title = "Toegankelijkheid"
    statement_date = datetime.date(2026, 3, 1)


class NewsIndexPageFactory(PageFactory):
    class Meta:
        model = NewsIndexPage

    title = "Nieuws"


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage

    title = "Keukentafel"
    date = datetime.date(2018, 5, 13)


class PublicationIndexPageFactory(PageFactory):
    class Meta:
        model = PublicationIndexPage

    title = "Publicaties"


class PublicationPageFactory(PageFactory):
    class Meta:
        model = PublicationPage

    title = "Wat bewoners vertelden"
    kind = "report"
    authors = "Werkteam 2"
    year = 2018
    web_address = "https://example.org/verslag"


class AgendaIndexPageFactory(PageFactory):
    class Meta:
        model = AgendaIndexPage

    title = "Agenda"


class MeetingPageFactory(PageFactory):
    """A meeting of two hours, so far ahead that it is to come on the day of the test."""

    class Meta:
        model = MeetingPage

    title = "Keukentafelgesprek"
    start = datetime.datetime(2099, 1, 14, 14, 0, tzinfo=AMSTERDAM)
    end = factory.LazyAttribute(lambda meeting: meeting.start + datetime.timedelta(hours=2))
    place = "Stadhuis"
    town = "Rotterdam"


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    name = "mantelzorg"
    meaning = "Zorgen voor iemand die u goed kent."
