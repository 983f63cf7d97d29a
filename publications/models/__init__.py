from .index import PublicationIndexPage
from .lookup import DoiLookup
from .publication import PublicationPage

__all__ = ["DoiLookup", "PublicationIndexPage", "PublicationPage"]
