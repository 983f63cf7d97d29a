"""The indexes of a site, written once after many saves instead of with each of them."""

from contextlib import contextmanager

from django.core.management import call_command
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.dummy import DummyBackend
from wagtail.signal_handlers import disable_reference_index_auto_update

from search.signals import indexed_once

__all__ = ["indexing_afterwards", "indexing_once"]


@contextmanager
def indexing_afterwards():
    """Write the search index and the index of references at the end of a `with` block.

    A page is saved four times before it is published in two languages, and indexing takes a third
    of that time.
    """
    with indexing_once(), disable_reference_index_auto_update():
        yield
    call_command("rebuild_references_index", verbosity=0)


@contextmanager
def indexing_once():
    """Index what is saved in a `with` block at its end, each thing once."""
    with kept_tasks() as tasks, indexed_once():
        yield
    for task, arguments in tasks:
        task.call(*arguments)


@contextmanager
def kept_tasks():
    """Keep the tasks that Wagtail does at once otherwise, for the length of a `with` block.

    Yields a dict, which afterwards has each task and its arguments once.
    """
    tasks, kept = {}, DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    at_once = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = kept
    try:
        yield tasks
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = at_once
        tasks.update(dict.fromkeys((each.task, tuple(each.args)) for each in kept.results))
