"""The site that the tests begin with, and translations of what is on it."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from demo.indexes import indexing_once
from home.models import HomePage
from tests.factories.pages import HomePageFactory
from translations.keeping import measured_once

__all__ = [
    "get_home",
    "make_english_home",
    "make_home",
    "translate",
    "written_once",
]


def make_home():
    """Make the Dutch home page of an otherwise empty site: what the tests begin with."""
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    page = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "root_page": page,
            "site_name": "Werkplaats Sociaal Domein Zuid-Holland Zuid",
        },
    )


def get_home():
    """Return the Dutch home page."""
    return HomePage.objects.get(locale__language_code="nl")


def make_english_home(home):
    """Return a new home page in English beside the Dutch one."""
    return HomePageFactory(
        parent=Page.get_first_root_node(),
        locale=Locale.objects.get_or_create(language_code="en")[0],
        translation_key=home.translation_key,
        slug="home-en",
        heading="Those concerned sit at the table",
    )


def translate(thing, language="en", **fields):
    """Return a translation of a page or snippet; a page is published, under a slug of its title.

    Without a title it says its language behind that of its source: no page goes live untouched.
    """
    locale, _ = Locale.objects.get_or_create(language_code=language)
    with written_once():
        return make_translation(thing, locale, fields)


@contextmanager
def written_once():
    """Write what follows the pages of a block at its end: indexes, how far translations are."""
    with transaction.atomic(), measured_once(), indexing_once():
        yield


def make_translation(thing, locale, fields):
    """Return a translation of a page or snippet into a Locale, as `translate` has it."""
    language = locale.language_code
    copy = thing.copy_for_translation(locale)
    if isinstance(copy, Page):
        copy.title = f"{thing.title} ({language})"
    if "title" in fields:
        fields = {
            "slug": slugify(f"{fields['title']} {language if thing.depth == 2 else ''}"),
            **fields,
        }
    for name, value in fields.items():
        setattr(copy, name, value)
    if isinstance(copy, Page):
        copy.save_revision().publish()
    else:
        copy.save()
    return type(thing).objects.get(pk=copy.pk)
