"""Pages that the web server makes before it forks its processes, to share what they load.

Templates, patterns of addresses and ways to ask the database are loaded with the first page that
needs them. What is loaded before is in memory once; after, each process has it for itself.
"""

from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import get_page_models

__all__ = ["warm"]

# Nobody reads them: they are no visits, and the question is nobody's (WHATWG Fetch).
HEADERS = {"Sec-Purpose": "prefetch", "Accept-Encoding": "br"}
QUESTION = "nieuws"


def warm(application):
    """Have the application of this site make one page of each kind; none while it has no database.

    In a thread of its own, with which its language and its connection to the database go.
    """
    thread = Thread(target=make_pages_and_leave, args=[application])
    thread.start()
    thread.join()


def make_pages_and_leave(application):
    try:
        make_pages(application)
    except Error:
        # The database is away, or still without its tables: the first visitor loads it all then.
        return
    finally:
        connection.close()


def make_pages(application):
    """Ask an application for its pages, as somebody who comes to see none of them."""
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    visitor = RequestFactory(headers={"Host": site.netloc, **HEADERS})
    for address in list_addresses():
        application.get_response(visitor.get(address, secure=site.scheme == "https"))


def list_addresses():
    """Yield the address of a page of each kind, and of the search page with a question."""
    for model in get_page_models():
        page = model.objects.live().public().first()
        if page and page.get_url():
            yield page.get_url()
    yield f"{reverse('search')}?{urlencode({'q': QUESTION})}"
