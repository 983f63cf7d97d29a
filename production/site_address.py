"""The address that the site gives out: BASE_URL, in Wagtail's record of it as well.

Addresses of pages, the sitemap, security.txt and mails of the newsletter are made of that record.
"""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

__all__ = ["read_address", "set_address"]

PORTS = {"http": 80, "https": 443}


def read_address():
    """Return the host and the port of BASE_URL, as Wagtail's Site has them."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return address.hostname, address.port or PORTS[address.scheme]


def set_address():
    """Let Wagtail's record say what BASE_URL says; return whether it said something else."""
    site = Site.objects.get(is_default_site=True)
    host, port = read_address()
    if (site.hostname, site.port) == (host, port):
        return False
    site.hostname, site.port = host, port
    site.save()
    return True
