from .access_log import AccessEntry, AccessEntryQuerySet
from .consent import ConsentEvent, ConsentText, Suppression
from .imports import SubscriberImport, SubscriberImportQuerySet
from .pages import NewsletterPage
from .requests import SignUpRequest
from .subscribers import Subscriber, SubscriberQuerySet, Subscription
from .topics import EVERYTHING, Choice, Topic

__all__ = [
    "EVERYTHING",
    "AccessEntry",
    "AccessEntryQuerySet",
    "Choice",
    "ConsentEvent",
    "ConsentText",
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
