"""What points at something that is about to be deleted, for who is asked about it."""

from itertools import chain, islice

from django.db.models import PROTECT
from modelcluster.fields import ParentalKey
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from bin.root import is_in_bin

__all__ = ["MOST_PLACES", "list_binned_holders", "list_usage"]

# Of more, the dialog would be a wall; Wagtail's screen about where something is used has them all.
MOST_PLACES = 6


def list_usage(thing, user):
    """Return what points at something as a list of (name, address of its form or None)."""
    found = ReferenceIndex.get_grouped_references_to(thing)
    finder = AdminURLFinder(user)
    owners = chain((owner for owner, _how in found), find_choosers(thing))
    shown = (each for each in owners if not (isinstance(each, Page) and is_in_bin(each)))
    return [
        (name(each), finder.get_edit_url(each))
        for each in islice(dict.fromkeys(shown), MOST_PLACES)
    ]


def find_choosers(thing):
    """Give the pages that chose something among several, as a news item does its themes.

    Wagtail's index of references leaves those out.
    """
    for relation in thing._meta.get_fields(include_hidden=True):
        if relation.many_to_many and not relation.concrete:
            choosers = relation.related_model._default_manager.filter(
                **{relation.field.name: thing}
            )
            yield from (find_page(each) for each in choosers[:MOST_PLACES])


def find_page(chooser):
    """Return the page that a part, such as an open call, is of; or what is none, as it is."""
    parents = [each.name for each in chooser._meta.fields if isinstance(each, ParentalKey)]
    return getattr(chooser, parents[0]) if parents else chooser


def list_binned_holders(thing):
    """Return the names of the pages in the bin that could not come back without something."""
    found = ReferenceIndex.get_grouped_references_to(thing)
    holders = (
        owner
        for owner, references in found
        if isinstance(owner, Page) and is_in_bin(owner)
        if any(each.on_delete == PROTECT for each in references)
    )
    return [name(each) for each in islice(holders, MOST_PLACES)]


def name(owner):
    """Return the name of what points at something; a translation may have that of its original."""
    locale = getattr(owner, "locale", None)
    if locale is None or locale.is_default:
        return str(owner)
    return f"{owner} ({locale.get_display_name()})"
