"""The index is written on the queue, a part at a time, so that mails have their turn in between."""

from itertools import groupby

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from modelsearch.index import get_indexed_models
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from background.words import in_words
from search.index import find_showing, update_pages_about
from teams.models import WorkTeamPage

__all__ = [
    "PART",
    "count_waiting",
    "rebuild_index",
    "update_below",
    "update_part",
    "update_showing",
]

# What takes less than a second.
PART = 100


def update_below(page):
    """Have a page and all pages below it written again, when who may see them has changed."""
    update_part.enqueue(Page._meta.label, path=page.path)


def update_showing(thing):
    """Have the pages written again on which a theme, role or municipality stands."""
    keys = find_showing(thing)
    for start in range(0, len(keys), PART):
        update_pages.enqueue(keys[start : start + PART])


@task(backend="background")
@in_words(_("Write some pages into the index of search again"))
def update_pages(keys):
    """Write the pages with these keys again, as far as they are still there."""
    write(list(Page.objects.filter(pk__in=keys).specific()))


@in_words(_("Make the index of search anew"))
def rebuild_index():
    """Have the whole index written again, that of the admin included."""
    get_search_backend().get_index_for_model(Page).delete_stale_entries()
    others = [model for model in get_indexed_models() if not issubclass(model, Page)]
    for model in [Page, *others]:
        update_part.enqueue(model._meta.label)


@task(backend="background")
@in_words(_("Write a part of the index of search"))
def update_part(label, after=0, path=""):
    """Write the next objects of a model again, and leave those that follow to a task of their own.

    Takes the label of a model, the key of the last object that was done, and for pages the path
    that all of them are below.
    """
    model = apps.get_model(label)
    objects = model.objects.filter(pk__gt=after).order_by("pk")
    if model is Page:
        objects = objects.filter(path__startswith=path, depth__gt=1).specific()
    part = list(objects[:PART])
    write(part)
    if len(part) == PART:
        update_part.enqueue(label, after=part[-1].pk, path=path)


def count_waiting():
    """Return how many pages the queue has still to write.

    Each part leaves those after it to one task, so that the tasks say where the work has come.
    """
    tasks = DBTaskResult.objects.filter(
        task_path=update_part.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    waiting = Q()
    for call in tasks.values_list("args_kwargs", flat=True):
        if call["args"] == [Page._meta.label]:
            options = call["kwargs"]
            waiting |= Q(pk__gt=options.get("after", 0), path__startswith=options.get("path", ""))
    return Page.objects.filter(waiting, depth__gt=1).count() if waiting else 0


def write(items):
    """Write pages of several types, or objects of one model, into the index."""
    backend = get_search_backend()
    for model, some in groupby(sorted(items, key=get_label), type):
        some = list(some)
        backend.add_bulk(model, some)
        if model is WorkTeamPage:
            update_pages_about(some)


def get_label(item):
    return item._meta.label
