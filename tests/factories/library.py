"""Pictures and documents."""

import factory
from wagtail_factories import CollectionFactory, DocumentFactory, ImageFactory

from library.models import Document, Image, PeopleShown

__all__ = [
    "FileFactory",
    "LibraryImageFactory",
]


class LibraryImageFactory(ImageFactory):
    class Meta:
        model = Image

    title = "Tafel"
    description = "Mensen aan een gedekte tafel"
    people_shown = PeopleShown.NOBODY
    collection = factory.LazyFunction(lambda: CollectionFactory._meta.model.get_first_root_node())
    file = factory.django.ImageField(width=64, height=40, color="#b3261e", format="PNG")


class FileFactory(DocumentFactory):
    class Meta:
        model = Document

    title = "Placemat"
    collection = factory.LazyFunction(lambda: CollectionFactory._meta.model.get_first_root_node())
    file = factory.django.FileField(filename="placemat.pdf", data=b"%PDF-1.7 voorbeeld")
