"""Valid, live and plain objects; a test names only what it is about. Nothing is random."""

import datetime
from contextlib import contextmanager
from hashlib import sha256
from zoneinfo import ZoneInfo

import factory
from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site
from wagtail_factories import CollectionFactory, DocumentFactory, ImageFactory, PageFactory

from accounts.models import User
from agenda.models import AgendaIndexPage, MeetingPage
from contact.models import ContactPage, Message, RoutePage, Subject
from demo.indexes import indexing_once
from glossary.models import Term
from home.models import HomePage
from issues.models import IssuePage
from library.models import Document, Image, PeopleShown
from news.models import NewsIndexPage, NewsPage
from newsletter.models import ConsentText, NewsletterPage, Subscriber, Topic
from pages.models import AccessibilityStatementPage, StandardPage
from partners.models import Municipality, Partner, PartnerIndexPage
from people.models import ContactPerson
from publications.models import PublicationIndexPage, PublicationPage
from teams.models import (
    Milestone,
    OpenCall,
    Role,
    TeamMember,
    TeamSize,
    TeamTheme,
    Theme,
    ThemeIndexPage,
    ThemePage,
    WorkTeamIndexPage,
    WorkTeamPage,
)
from translations.keeping import measured_once

PASSWORD = "een lang wachtwoord"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def make_home():
    """Make the Dutch home page of an otherwise empty site: what the tests begin with."""
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    page = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "root_page": page,
            "site_name": "Werkplaats Sociaal Domein Zuid-Holland Zuid",
        },
    )


def get_home():
    """Return the Dutch home page."""
    return HomePage.objects.get(locale__language_code="nl")


def make_english_home(home):
    """Return a new home page in English beside the Dutch one."""
    return HomePageFactory(
        parent=Page.get_first_root_node(),
        locale=Locale.objects.get_or_create(language_code="en")[0],
        translation_key=home.translation_key,
        slug="home-en",
        heading="Those concerned sit at the table",
    )


def translate(thing, language="en", **fields):
    """Return a translation of a page or snippet; a page is published, under a slug of its title.

    Without a title it says its language behind that of its source: no page goes live untouched.
    """
    locale, _ = Locale.objects.get_or_create(language_code=language)
    with written_once():
        return make_translation(thing, locale, fields)


@contextmanager
def written_once():
    """Write what follows the pages of a block at its end: indexes, how far translations are."""
    with transaction.atomic(), measured_once(), indexing_once():
        yield


def make_translation(thing, locale, fields):
    """Return a translation of a page or snippet into a Locale, as `translate` has it."""
    language = locale.language_code
    copy = thing.copy_for_translation(locale)
    if isinstance(copy, Page):
        copy.title = f"{thing.title} ({language})"
    if "title" in fields:
        fields = {
            "slug": slugify(f"{fields['title']} {language if thing.depth == 2 else ''}"),
            **fields,
        }
    for name, value in fields.items():
        setattr(copy, name, value)
    if isinstance(copy, Page):
        copy.save_revision().publish()
    else:
        copy.save()
    return type(thing).objects.get(pk=copy.pk)


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


class LibraryImageFactory(ImageFactory):
    class Meta:
        model = Image

    title = "Tafel"
    description = "Mensen aan een gedekte tafel"
    people_shown = PeopleShown.NOBODY
    collection = factory.LazyFunction(lambda: CollectionFactory._meta.model.get_first_root_node())
    file = factory.django.ImageField(width=64, height=40, color="#b3261e", format="PNG")


class FileFactory(DocumentFactory):
    class Meta:
        model = Document

    title = "Placemat"
    collection = factory.LazyFunction(lambda: CollectionFactory._meta.model.get_first_root_node())
    file = factory.django.FileField(filename="placemat.pdf", data=b"%PDF-1.7 voorbeeld")


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    title = "Home"
    heading = "Wie het aangaat, zit aan tafel"


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = "Over ons"


class ContactPageFactory(PageFactory):
    class Meta:
        model = ContactPage

    title = "Contact"


class RoutePageFactory(PageFactory):
    class Meta:
        model = RoutePage

    title = "Route"


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


class WorkTeamIndexPageFactory(PageFactory):
    class Meta:
        model = WorkTeamIndexPage

    title = "Werkteams"


class WorkTeamPageFactory(PageFactory):
    class Meta:
        model = WorkTeamPage

    title = "Samenspel formeel en informeel"
    number = 2
    status = WorkTeamPage.Status.ACTIVE


class PartnerIndexPageFactory(PageFactory):
    class Meta:
        model = PartnerIndexPage

    title = "Partners"


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    name = "Rotterdam"
    slug = factory.LazyAttribute(lambda municipality: municipality.name.lower())


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    name = "Gemeente Rotterdam"
    kind = Partner.Kind.MUNICIPALITY


class ContactPersonFactory(DjangoModelFactory):
    class Meta:
        model = ContactPerson

    name = "Contactpersoon (voorbeeld)"
    role = "over meedoen"
    email = "voorbeeld@example.org"
    consent_date = datetime.date(2018, 1, 1)
    consent_record = "Per mail"


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


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = "Armoede"
    slug = factory.LazyAttribute(lambda theme: theme.name.lower())


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    name = "mantelzorg"
    meaning = "Zorgen voor iemand die u goed kent."


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    name = "bewoner"
    plural = "bewoners"
    anonymous = "een bewoner"


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = TeamMember


class TeamSizeFactory(DjangoModelFactory):
    class Meta:
        model = TeamSize

    date = datetime.date(2017, 10, 1)
    number = 3


class TeamThemeFactory(DjangoModelFactory):
    class Meta:
        model = TeamTheme


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    date = datetime.date(2017, 11, 1)
    title = "Eerste echte bijeenkomst"


class OpenCallFactory(DjangoModelFactory):
    class Meta:
        model = OpenCall

    title = "Wij zoeken bewoners"
    text = "Denk en doe mee."
    deadline = datetime.date(2030, 1, 1)
    how_to_respond = "<p>Bel of mail ons.</p>"


class NewsletterPageFactory(PageFactory):
    class Meta:
        model = NewsletterPage

    title = "Nieuwsbrief"


class IssuePageFactory(PageFactory):
    """An issue without items."""

    class Meta:
        model = IssuePage

    title = "Nieuwsbrief november"
    # It was on the site before this site sent any: without a mailing it does not come there.
    first_published_at = datetime.datetime(2018, 5, 13, 9, tzinfo=datetime.UTC)
    subject = "Aan de keukentafel"
    preview_line = "Wat bewoners vertelden, en wat er komt."
    opening = "<p>Dit was er te doen.</p>"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = "Werkteams"


class SubscriberFactory(DjangoModelFactory):
    """A reader who gets the newsletter; `status` makes another."""

    class Meta:
        model = Subscriber

    email = factory.Sequence(lambda number: f"lezer{number}@example.org")
    language = "nl"
    status = Subscriber.Status.ACTIVE
    stopped_at = factory.LazyAttribute(
        lambda reader: (
            datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)
            if reader.status == Subscriber.Status.UNSUBSCRIBED
            else None
        )
    )
    confirmed_at = factory.Maybe(
        factory.LazyAttribute(lambda reader: reader.status == Subscriber.Status.PENDING),
        yes_declaration=None,
        no_declaration=datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC),
    )


class ConsentTextFactory(DjangoModelFactory):
    class Meta:
        model = ConsentText

    version = 1
    language = "nl"
    body = "Wij mailen u af en toe ons nieuws."
    sha256 = factory.LazyAttribute(lambda text: sha256(text.body.encode()).hexdigest())


class ThemeIndexPageFactory(PageFactory):
    class Meta:
        model = ThemeIndexPage

    title = "Thema’s"
    slug = "themas"


class ThemePageFactory(PageFactory):
    class Meta:
        model = ThemePage

    title = "Armoede"
    theme = factory.SubFactory(ThemeFactory)
