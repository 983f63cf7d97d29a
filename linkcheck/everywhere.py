"""Changes every link to an address: the first at once, the rest in the background."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Locale, Page

from background.words import in_words
from linkcheck.changing import Done, LinkChange, change_holder
from linkcheck.models import Link

__all__ = ["MOST_AT_ONCE", "change_everywhere"]

# What takes a few seconds, of which somebody sees at once what came of it.
MOST_AT_ONCE = 10


def change_everywhere(goal, new, user, after=0):
    """Give the next links to a goal another address, "" for none; return what came of it (a Done).

    They come after the link with the primary key `after`; a task of its own does those that follow.
    """
    links = Link.objects.filter(address__url=goal, pk__gt=after).order_by("pk")
    links = list(links.prefetch_related("holder")[:MOST_AT_ONCE])
    change, done = LinkChange(goal, new), Done()
    for holder in sorted(list_holders(links), key=is_translation):
        change_holder(holder, change, user, done)
    if len(links) == MOST_AT_ONCE:
        done.is_going_on = True
        change_rest.enqueue(goal, new, user.pk, after=links[-1].pk)
    return done


def list_holders(links):
    """Return the pages and entries that Links are in, each once, as a list."""
    found = {(each.content_type_id, each.object_id): each.holder for each in links}
    return [each.specific if isinstance(each, Page) else each for each in found.values() if each]


def is_translation(holder):
    """Return whether a page or entry comes after its source, which it follows."""
    return getattr(holder, "locale_id", None) not in {None, Locale.get_default().pk}


@task(backend="background")
@in_words(_("Change a link on many pages"))
def change_rest(goal, new, user, after):
    change_everywhere(goal, new, get_user_model().objects.get(pk=user), after)
