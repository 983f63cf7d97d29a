"""Partners and municipalities."""

import factory
from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from partners.models import Municipality, Partner, PartnerIndexPage

__all__ = [
    "MunicipalityFactory",
    "PartnerFactory",
    "PartnerIndexPageFactory",
]


class PartnerIndexPageFactory(PageFactory):
    class Meta:
        model = PartnerIndexPage

    title = "Partners"


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    name = "Rotterdam"
    slug = factory.LazyAttribute(lambda municipality: municipality.name.lower())


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    name = "Gemeente Rotterdam"
    kind = Partner.Kind.MUNICIPALITY
