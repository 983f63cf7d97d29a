from .index import PublicationIndexPage
from .publication import PublicationPage

__all__ = ["PublicationIndexPage", "PublicationPage"]
