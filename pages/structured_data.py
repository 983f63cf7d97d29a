"""What a page says to search engines as JSON-LD, in the words of schema.org.

Every function returns a plain dictionary. The organisation is named in full once, on the home and
contact pages, and elsewhere by its `@id` and name.
"""

import json
from urllib.parse import urljoin

from django.templatetags.static import static
from django.utils.safestring import mark_safe
from wagtail.models import Site

from pages.models.contact_settings import ContactSettings

__all__ = [
    "breadcrumb_list",
    "organization",
    "organization_reference",
    "place",
    "postal_address",
    "render_json_ld",
    "without_empty",
]

# In a script element only these characters could end it or open a comment (HTML, 4.12.1.3).
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def render_json_ld(things):
    """Return a list of dictionaries as one JSON-LD document, safe inside a script element."""
    document = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped above


def without_empty(thing):
    """Return the dictionary without keys that have nothing to say."""
    return {name: value for name, value in thing.items() if value}


def postal_address(contact):
    """Return the address of the contact settings, or {} without a street."""
    if not contact.street:
        return {}
    return without_empty(
        {
            "@type": "PostalAddress",
            "streetAddress": contact.street,
            "postalCode": contact.postcode,
            "addressLocality": contact.town,
            "addressCountry": "NL",
        }
    )


def organization_reference(request):
    """Return the organisation by its id and name, for where it is not described in full."""
    site, contact = Site.find_for_request(request), ContactSettings.for_request(request)
    return {
        "@type": "Organization",
        "@id": f"{site.root_url}/#organization",
        "name": contact.name or site.site_name,
    }


def organization(request):
    """Return the organisation in full, from the contact settings of the site."""
    site, contact = Site.find_for_request(request), ContactSettings.for_request(request)
    telephone = contact.get_telephone()
    return without_empty(
        {
            **organization_reference(request),
            "url": f"{site.root_url}/",
            "logo": urljoin(site.root_url, static("img/icon-512.png")),
            "email": contact.email,
            "telephone": telephone and telephone.dialled,
            "address": postal_address(contact),
            "sameAs": [link.value["url"] for link in contact.social_links],
        }
    )


def place(request, latitude=None, longitude=None):
    """Return where the organisation is, with its coordinates when they are known."""
    contact = ContactSettings.for_request(request)
    geo = {"@type": "GeoCoordinates", "latitude": str(latitude), "longitude": str(longitude)}
    return without_empty(
        {
            "@type": "Place",
            "name": contact.name or Site.find_for_request(request).site_name,
            "address": postal_address(contact),
            "geo": geo if latitude is not None else {},
        }
    )


def breadcrumb_list(pages):
    """Return the way from the home page down to the last of `pages`, the current one."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": page.title, "item": page.full_url}
            for number, page in enumerate(pages, start=1)
        ],
    }
