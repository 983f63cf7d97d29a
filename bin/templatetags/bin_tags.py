from django import template
from django.conf import settings

from bin.guards import list_binned_models
from bin.usage import MOST_PLACES, list_binned_holders, list_usage
from bin.views.screens import VIEW

register = template.Library()


@register.inclusion_tag("bin/admin/note.html", takes_context=True)
def bin_note(context, thing):
    """Say above the question whether to delete it that something goes into the bin, and its use."""
    is_binned = isinstance(thing, tuple(list_binned_models()))
    return {
        "is_binned": is_binned,
        "days": settings.BIN_DAYS,
        "places": list_usage(thing, context["request"].user) if is_binned else [],
        "most": MOST_PLACES,
    }


@register.inclusion_tag("bin/admin/bulk_note.html", takes_context=True)
def bin_bulk_note(context, items):
    """Say the same of several things, as Wagtail lists them; of the first ones where they are."""
    first = [each["item"] for each in items[:MOST_PLACES]]
    return {
        "is_binned": isinstance(first[0], tuple(list_binned_models())),
        "days": settings.BIN_DAYS,
        "used": [(str(thing), list_usage(thing, context["request"].user)) for thing in first],
    }


@register.inclusion_tag("bin/admin/held.html", takes_context=True)
def held_by_bin(context, thing):
    """Say which pages in the bin are why something cannot be deleted; nothing where none are."""
    may_see_bin = context["request"].user.has_perm(VIEW)
    return {"names": list_binned_holders(thing), "may_see_bin": may_see_bin}
