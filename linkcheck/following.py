"""What changes which links there are, and where they lead."""

from functools import cache
from itertools import groupby

from django.db.models import URLField
from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from languages.cleaning import get_own_models
from linkcheck.keeping import forget_links, judge_again, list_leading_to, read_links

__all__ = ["follow_changes", "list_entry_models"]


def follow_changes():
    """Connect what is here; called when all apps are ready."""
    page_published.connect(follow_page)
    page_unpublished.connect(follow_withdrawal)
    post_page_move.connect(follow_target)
    post_delete.connect(follow_withdrawal, sender=Page)
    for model in list_entry_models():
        post_save.connect(follow_entry, sender=model)
        post_delete.connect(follow_deleted_entry, sender=model)


@cache
def list_entry_models():
    """Return our models that are edited beside pages and can hold links, as a list."""
    return [model for model in get_own_models() if is_entry_model(model)]


def is_entry_model(model):
    fields = model._meta.concrete_fields
    return (
        any(isinstance(each, URLField | RichTextField | StreamField) for each in fields)
        and not issubclass(model, Page)
        # What is edited with something else is read with it.
        and not any(isinstance(each, ParentalKey) for each in fields)
    )


def follow_page(instance, **kwargs):
    if instance.live and not instance.alias_of_id:
        read_links(instance)
    follow_target(instance)


def follow_withdrawal(instance, **kwargs):
    forget_links(instance)
    follow_target(instance)


def follow_target(instance, **kwargs):
    """Judge again what leads to a page, from pages of a few languages at most."""
    leading = sorted(list_leading_to(instance), key=get_language)
    for _language, some in groupby(leading, get_language):
        judge_again(list(some))


def get_language(address):
    return address.language


def follow_entry(instance, raw=False, **kwargs):
    if not raw:
        read_links(instance)


def follow_deleted_entry(instance, **kwargs):
    forget_links(instance)
