"""The newsletter: its page, issues, topics and readers."""

import datetime
from hashlib import sha256

import factory
from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from issues.models import IssuePage
from newsletter.models import ConsentText, NewsletterPage, Subscriber, Topic

__all__ = [
    "ConsentTextFactory",
    "IssuePageFactory",
    "NewsletterPageFactory",
    "SubscriberFactory",
    "TopicFactory",
]


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
