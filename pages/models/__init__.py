from .accessibility import AccessibilityStatementPage
from .base import BasePage, SharingPicture
from .contact import ContactPage
from .contact_settings import ContactSettings
from .route import RoutePage
from .standard import StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "BasePage",
    "ContactPage",
    "ContactSettings",
    "RoutePage",
    "SharingPicture",
    "StandardPage",
]
