from .access import AccessEntry, AccessEntryQuerySet
from .consent import ConsentEvent, ConsentText, Suppression
from .imports import ImportLine, SubscriberImport, SubscriberImportQuerySet
from .pages import NewsletterPage
from .requests import SignUpRequest
from .subscribers import Subscriber, SubscriberQuerySet, Subscription
from .topics import Topic

__all__ = [
    "AccessEntry",
    "AccessEntryQuerySet",
    "ConsentEvent",
    "ConsentText",
    "ImportLine",
    "NewsletterPage",
    "SignUpRequest",
    "Subscriber",
    "SubscriberImport",
    "SubscriberImportQuerySet",
    "SubscriberQuerySet",
    "Subscription",
    "Suppression",
    "Topic",
]
