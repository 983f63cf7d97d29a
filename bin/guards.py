"""Nothing gets past the bin: neither a screen of Wagtail, nor code, nor a page that lies in it.

What is deleted for real is deleted in a block `for_ever()`, so that who writes it thinks of that.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.conf import settings
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published, pre_page_move

from bin.addresses import take_addresses_back
from bin.root import is_in_bin
from pages.publishing import PublishingRefusedError

__all__ = [
    "DeletedPastTheBinError",
    "connect_guards",
    "for_ever",
    "list_binned_models",
    "list_in_bin",
    "moving",
]

is_for_ever = ContextVar("is_for_ever", default=False)
is_moving = ContextVar("is_moving", default=False)


class DeletedPastTheBinError(Exception):
    """Something was deleted by code that knows nothing of the bin; see `for_ever`."""


@contextmanager
def for_ever():
    """Let what is deleted in this block be gone."""
    token = is_for_ever.set(True)
    try:
        yield
    finally:
        is_for_ever.reset(token)


@contextmanager
def moving():
    """Let pages be moved into the bin, and out of it, in this block."""
    token = is_moving.set(True)
    try:
        yield
    finally:
        is_moving.reset(token)


def list_binned_models():
    """Return the models whose instances go into the bin, pages aside."""
    return [apps.get_model(label) for label in settings.BIN_MODELS]


def connect_guards():
    """Guard all that goes into the bin; called when all apps are ready."""
    for model in [Page, *list_binned_models()]:
        pre_delete.connect(refuse_past_the_bin, sender=model)
    pre_page_move.connect(refuse_move)
    page_published.connect(take_back)


def refuse_past_the_bin(instance, **kwargs):
    if settings.BIN_IS_GUARDED and not is_for_ever.get():
        raise DeletedPastTheBinError(instance)


def refuse_move(instance, parent_page_after, **kwargs):
    """Raise PublishingRefusedError where a page would go into the bin, or out of it, by a move."""
    if not is_moving.get() and (is_in_bin(instance) or is_in_bin(parent_page_after)):
        raise PublishingRefusedError(instance, list_in_bin(instance))


def list_in_bin(page):
    """Return a reason, as a list, against showing a page that is in the bin to visitors."""
    return [_("It is in the bin. Put it back first.")] if is_in_bin(page) else []


def take_back(instance, **kwargs):
    """Let visitors find a page at its address again that is published anew."""
    take_addresses_back([instance])
