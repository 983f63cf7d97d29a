from .consent import ConsentEvent, ConsentText, Suppression
from .pages import NewsletterPage
from .requests import SignUpRequest
from .subscribers import Subscriber, SubscriberQuerySet, Subscription
from .topics import Topic

__all__ = [
    "ConsentEvent",
    "ConsentText",
    "NewsletterPage",
    "SignUpRequest",
    "Subscriber",
    "SubscriberQuerySet",
    "Subscription",
    "Suppression",
    "Topic",
]
