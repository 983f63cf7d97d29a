"""DOIs are looked up in the background: each once, however many editors ask for it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from background.words import in_words
from publications.asking import AwayError, UnknownDoiError, ask
from publications.models import DoiLookup
from publications.reading import read_facts

__all__ = ["delete_outdated_lookups", "look_up", "start_looking_up"]

KEPT = timedelta(days=1)
# What failed is asked for again when an editor asks again, though not by who presses twice. What
# still waits after so long was lost with its worker.
PAUSE = timedelta(minutes=1)
State = DoiLookup.State


def start_looking_up(doi):
    """Return the DoiLookup of a DOI, and have it asked for where its answer is not known."""
    with transaction.atomic():
        lookup, is_new = DoiLookup.objects.select_for_update().get_or_create(doi=doi)
        if is_new or is_outdated(lookup):
            lookup.state, lookup.facts = State.WAITING, {}
            lookup.save()
            look_up.enqueue(doi)
    return lookup


def is_outdated(lookup):
    """Return whether what is known of a DOI is no answer to who asks now."""
    kept = KEPT if lookup.state == State.FOUND else PAUSE
    return lookup.changed_at < timezone.now() - kept


@task(backend="background")
@in_words(_("Look up a DOI"))
def look_up(doi):
    """Ask for a DOI, once, and keep the answer for the form that waits for it."""
    try:
        facts = read_facts(ask(doi))
        state = State.FOUND if facts else State.AWAY
    except UnknownDoiError:
        facts, state = {}, State.UNKNOWN
    except AwayError:
        facts, state = {}, State.AWAY
    lookups = DoiLookup.objects.filter(doi=doi)
    lookups.update(facts=facts, state=state, changed_at=timezone.now())


@in_words(_("Delete outdated answers about DOIs"))
def delete_outdated_lookups():
    """Forget what the register said longer than a day ago."""
    DoiLookup.objects.filter(changed_at__lt=timezone.now() - KEPT).delete()
