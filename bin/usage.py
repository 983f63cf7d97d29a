"""What points at something that is about to be deleted, for who is asked about it."""

from itertools import islice

from django.db.models import PROTECT
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
    owners = (owner for owner, _how in found)
    shown = (each for each in owners if not (isinstance(each, Page) and is_in_bin(each)))
    return [(name(each), finder.get_edit_url(each)) for each in islice(shown, MOST_PLACES)]


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
