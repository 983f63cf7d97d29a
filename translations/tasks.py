"""How far many translations are is written down in parts: the first at once, the rest queued."""

import logging
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Page

from background.words import in_words
from translations.facts import try_held_back
from translations.keeping import check_progress, list_next_keys, refresh_progress
from translations.limits import mark_too_long
from translations.models import HeldBack
from translations.targets import list_snippet_models

__all__ = ["PART", "check_all", "measure_all", "refresh_all", "refresh_below"]

# What takes less than a second.
PART = 100

logger = logging.getLogger(__name__)


def refresh_below(page):
    """Write down how far a page and all pages below it are, when who may see them has changed."""
    do_part(refresh_progress, refresh_part, Page, path=page.path)


def refresh_all():
    """Write down how far everything is, for a language that is new."""
    for model in [Page, *list_snippet_models()]:
        do_part(refresh_progress, refresh_part, model)


@in_words(_("Check how far the translations are"))
def check_all():
    """Measure everything again and mend what is wrong, of which the screen about work tells.

    Facts that a translation could not take are tried once more.
    """
    try_part.enqueue()
    for model in [Page, *list_snippet_models()]:
        check_part.enqueue(model._meta.label)


@task(backend="background")
@in_words(_("Write down how far the translations are"))
def measure_all():
    """Do as `refresh_all`, for a site that has pages from before this was kept."""
    refresh_all()


@task(backend="background")
@in_words(_("Write down how far the translations are"))
def refresh_part(label, after=None, path=""):
    """Write down how far the next pages or snippets are; `do_part` says what it takes."""
    do_part(refresh_progress, refresh_part, apps.get_model(label), after, path)


@task(backend="background")
@in_words(_("Check how far the translations are"))
def check_part(label, after=None, path=""):
    """Check whether it was written down rightly how far the next pages or snippets are."""
    wrong = do_part(check, check_part, apps.get_model(label), after, path)
    if wrong:
        logger.warning("%s rows of the board of translations were wrong (%s)", wrong, label)


@task(backend="background")
@in_words(_("Bring facts to translations that could not take them"))
def try_part(after=0):
    """Try the next translations that were refused facts, and leave the rest to another task."""
    held_back = HeldBack.objects.filter(pk__gt=after).select_related("translation")
    part = list(held_back.order_by("pk")[:PART])
    for each in part:
        try_held_back(each.translation)
    if len(part) == PART:
        try_part.enqueue(after=part[-1].pk)


def check(model, keys):
    mark_too_long(keys)
    return check_progress(model, keys)


def do_part(work, follow_up, model, after=None, path=""):
    """Do `work` for the next keys of a model, and leave those that follow to a task of their own.

    Takes the key after which to go on (a str, or None for the start), and for pages the path that
    all of them are below. Returns what `work` does.
    """
    keys = list_next_keys(model, after and UUID(after), PART, path)
    done = work(model, keys)
    if len(keys) == PART:
        follow_up.enqueue(model._meta.label, after=str(keys[-1]), path=path)
    return done
