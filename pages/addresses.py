"""Addresses of pages: each is free, none leads to itself, and none is that of something else."""

import re

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move, pre_page_move

from pages.publishing import PublishingRefusedError
from pages.rules import list_reserved_below

__all__ = [
    "connect_signals",
    "delete_redirects_to_themselves",
    "find_free_slug",
    "make_slug",
    "number_slug",
    "propose_slug",
    "refuse_reserved_place",
]


# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)


def make_slug(words):
    """Return words as a slug, in which each Latin letter and each dash between words counts.

    Django would let a dash disappear, and letters as of Turkish and Polish.
    """
    return slugify(re.sub(r"\s*[–—]\s*", "-", words.lower().translate(PLAIN)))


def propose_slug(page):
    """Return a slug for a new page from its title, or its type where the title gives none.

    That is a title of signs alone, or in a script that addresses here do not have.
    """
    return make_slug(page.title) or make_slug(str(page._meta.verbose_name))


def find_free_slug(parent, wanted, own_id=None):
    """Return `wanted`, with a number behind it where a page below `parent` has it already.

    `own_id` is the primary key of the page that the slug is for, if it is there.
    """
    siblings = parent.get_children().filter(slug__startswith=wanted).exclude(pk=own_id)
    return number_slug(wanted, set(siblings.values_list("slug", flat=True)))


def number_slug(wanted, taken):
    """Return `wanted`, or with the first number from 2 behind it that is not in `taken`, a set."""
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [wanted, *numbered] if slug not in taken)


def connect_signals():
    """Follow the addresses of pages; called when all apps are ready."""
    pre_page_move.connect(refuse_reserved_place)
    for signal in [page_slug_changed, post_page_move, page_unpublished]:
        signal.connect(delete_redirects_to_themselves)


def refuse_reserved_place(instance, parent_page_after, **kwargs):
    """Raise PublishingRefusedError for a live page that nobody could reach where it is moved to."""
    reasons = list_reserved_below(parent_page_after, instance) if instance.live else []
    if reasons:
        raise PublishingRefusedError(instance, reasons)


def delete_redirects_to_themselves(instance, **kwargs):
    """Delete redirects that lead a page, or one below it, from its own address to that address.

    They are left where a page is given back an earlier address. While the page is there, it is
    shown; once it is taken off the site, visitors would be sent round for ever.
    """
    parts = instance.get_url_parts()
    if parts is None or parts[2] is None:
        return
    own_address = Concat(
        Value(parts[2]),
        Substr("redirect_page__url_path", len(instance.url_path) + 1),
        # A part of a page, such as its feed: "/feed/atom/".
        Substr("redirect_page_route_path", 2),
    )
    Redirect.objects.filter(redirect_page__path__startswith=instance.path).alias(
        own_address=own_address, old_address=Concat("old_path", Value("/"))
    ).filter(old_address=F("own_address")).delete()
