from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from search.finder import MOST_COUNTED

register = template.Library()


@register.filter
def how_many(total):
    """Return a number of results in words where no more were counted: "more than 1,000"."""
    if total <= MOST_COUNTED:
        return str(total)
    return _("more than %(number)s") % {"number": number_format(MOST_COUNTED, force_grouping=True)}
