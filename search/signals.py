"""What changes the index beside the saving of a document or snippet, which modelsearch sees to."""

from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.search.backends import get_search_backend
from wagtail.signals import page_published, page_unpublished, post_page_move

from library.models import Document
from pages.models import page_stored
from partners.models import Municipality
from search.index import hide_entries_below, update_pages_about, update_publications_of
from search.models import Entry
from search.tasks import update_below, update_showing
from search.vocabulary import change_counts
from teams.models import Role, Theme, WorkTeamPage

# What is to be written at the end of a block, as {model: keys}; None outside of any.
waiting = ContextVar("waiting", default=None)


@receiver(page_stored)
def follow_stored_page(instance, **kwargs):
    """Write a page, which modelsearch leaves to us, as `BasePage.search_auto_update` says.

    The entry of a page that is deleted goes with it: it has a relation to the page. Waits for the
    end of a block of `indexed_once`.
    """
    stored = waiting.get()
    if stored is None:
        get_search_backend().add(instance)
    else:
        stored.setdefault(type(instance), set()).add(instance.pk)


@contextmanager
def indexed_once():
    """Write the pages that are stored in this block at its end, each once."""
    stored = {}
    token = waiting.set(stored)
    try:
        yield
    finally:
        waiting.reset(token)
    for model, keys in stored.items():
        get_search_backend().add_bulk(model, list(model.objects.filter(pk__in=keys)))


@receiver(post_delete, sender=Entry)
def forget_words(instance, **kwargs):
    """Count the words of an entry no longer; also when its page takes it along."""
    change_counts({instance.locale_id: Counter(dict.fromkeys(instance.words, -1))})


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_privacy(instance, **kwargs):
    """Take away at once what has become private; the queue brings back what is public again."""
    hide_entries_below(instance.page)
    update_below(instance.page)


@receiver([page_published, page_unpublished], sender=WorkTeamPage)
def follow_team(instance, **kwargs):
    """Read what is about a team again: it is found by its name only while that is published."""
    update_pages_about([instance])


@receiver(pre_delete, sender=Document)
def follow_deleted_file(instance, **kwargs):
    """Read the publications again that are found by the text of a file, before it goes."""
    update_showing(instance)


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def follow_privacy_of_files(instance, **kwargs):
    """Take the text of files that have become private out of the entries at once."""
    collections = instance.collection.get_descendants(inclusive=True)
    update_publications_of(Document.objects.filter(collection__in=collections))


@receiver([post_save, pre_delete], sender=Theme)
@receiver([post_save, pre_delete], sender=Role)
@receiver([post_save, pre_delete], sender=Municipality)
def follow_name(instance, **kwargs):
    """Read the pages again on which a name stands; before it goes, for they are known by it."""
    update_showing(instance)


@receiver(post_page_move)
def follow_move(instance, **kwargs):
    """A page may come below a private one, which hides it at once, or leave it."""
    hide_entries_below(instance)
    update_below(instance)
