from .deliveries import Delivery, DeliveryQuerySet
from .mailings import Mailing, MailingQuerySet, Rendering

__all__ = ["Delivery", "DeliveryQuerySet", "Mailing", "MailingQuerySet", "Rendering"]
