from .deliveries import Delivery, DeliveryQuerySet
from .mailings import Mailing, MailingQuerySet, Rendering
from .reservations import Reservation

__all__ = [
    "Delivery",
    "DeliveryQuerySet",
    "Mailing",
    "MailingQuerySet",
    "Rendering",
    "Reservation",
]
