from django import template
from django.conf import settings

from bin.guards import list_binned_models
from bin.usage import MOST_PLACES, list_usage

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
