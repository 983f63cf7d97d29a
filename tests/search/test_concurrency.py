"""Two people who publish at the same moment do not wait for each other for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from search.models import Word
from search.vocabulary import recount_words
from tests.factories import StandardPageFactory, get_home

# How long one waits for the other before the test fails (seconds).
PATIENCE = 30


def make_pages():
    """Make two pages with words of their own; return their keys."""
    titles = ["Zandloper een", "Zandloper twee"]
    return [StandardPageFactory(parent=get_home(), title=title, live=True).pk for title in titles]


def delete_pages():
    for page in Page.objects.filter(title__startswith="Zandloper"):
        page.delete()
    recount_words()


def count(word):
    return sum(Word.objects.filter(folded=word).values_list("entry_count", flat=True))


def change_words(key):
    page = Page.objects.get(pk=key).specific
    page.summary = f"Woestijn van {key}"
    page.save()


def touch_home():
    Page.objects.filter(pk=get_home().pk).update(draft_title="Home")


def do_both(steps, barrier):
    """Do two steps in one transaction; between them, wait until somebody else is as far."""
    try:
        with transaction.atomic():
            steps[0]()
            barrier.wait(PATIENCE)
            steps[1]()
    finally:
        connection.close()


def do_apart(step):
    """Do one step on a connection of this thread, and return what it returns."""
    try:
        return step()
    finally:
        connection.close()


@pytest.fixture
def threads(django_db_setup, django_db_blocker):
    """Two threads with connections that commit; what they made is deleted afterwards."""
    with django_db_blocker.unblock(), ThreadPoolExecutor(2) as threads:
        yield threads
        threads.submit(do_apart, delete_pages).result()


def test_two_pages_with_something_in_common_are_both_stored(threads):
    """One changes words and then the home page, the other the home page and then words."""
    one, other = threads.submit(do_apart, make_pages).result()
    barrier = Barrier(2)

    both = [
        threads.submit(do_both, [lambda: change_words(one), touch_home], barrier),
        threads.submit(do_both, [touch_home, lambda: change_words(other)], barrier),
    ]
    for each in both:
        each.result()

    assert threads.submit(do_apart, lambda: count("woestijn")).result() == 2
