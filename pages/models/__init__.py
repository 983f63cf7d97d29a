from .accessibility import AccessibilityStatementPage
from .base import BasePage, OpenGraphImage, page_stored
from .contact_settings import ContactSettings
from .standard import StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "BasePage",
    "ContactSettings",
    "OpenGraphImage",
    "StandardPage",
    "page_stored",
]
