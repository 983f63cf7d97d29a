from .contact_page import ContactPage
from .messages import Message, MessageQuerySet, Subject
from .route_page import RoutePage

__all__ = ["ContactPage", "Message", "MessageQuerySet", "RoutePage", "Subject"]
