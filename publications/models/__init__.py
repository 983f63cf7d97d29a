from .index import PublicationIndexPage
from .publication import PublicationPage, PublicationQuerySet

__all__ = ["PublicationIndexPage", "PublicationPage", "PublicationQuerySet"]
