"""The version is raised at the end of a transaction, for everybody at once and without waiting."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from library.models import Image
from site_version.version import CHANNEL, get_version, read_version, reading
from tests.factories import LibraryImageFactory, StandardPageFactory, get_home
from tests.waiting import PATIENCE, wait_for


@pytest.fixture
def threads(django_db_setup, django_db_blocker):
    """Two threads with connections that commit; what they made is deleted afterwards."""
    with django_db_blocker.unblock(), ThreadPoolExecutor(2) as threads:
        yield threads
        threads.submit(apart, delete_all).result()


def apart(step):
    """Do a step on a connection of this thread, and return what it returns."""
    try:
        return step()
    finally:
        connection.close()


def make_page(title="Zandloper"):
    return StandardPageFactory(parent=get_home(), title=title)


def delete_all():
    Page.objects.filter(title__startswith="Zandloper").delete()
    Image.objects.filter(title="Zandloper").delete()


def touch(page, done=None, go_on=None):
    """Change a page in a transaction; tell when that is `done`, and commit when told to go on."""
    with transaction.atomic():
        Page.objects.filter(pk=page.pk).update(seo_title="Anders", search_description=str(go_on))
        if done:
            done.set()
            assert go_on.wait(PATIENCE)


def undo_change(page):
    """Change a page in a transaction that is undone; return the versions within and after it."""
    with reading():
        with suppress(ZeroDivisionError), transaction.atomic():
            touch(page)
            within = get_version()
            raise ZeroDivisionError
        return within, get_version()


def test_what_was_undone_is_no_version_of_the_rest_of_a_request(threads):
    page = threads.submit(apart, make_page).result()
    before = read_version()

    within, after = threads.submit(apart, lambda: undo_change(page)).result()

    assert not within.is_committed
    assert after == before


def test_others_see_another_version_when_it_is_committed(threads):
    page = threads.submit(apart, make_page).result()
    before = read_version()
    done, go_on = Event(), Event()
    changing = threads.submit(apart, lambda: touch(page, done, go_on))
    assert done.wait(PATIENCE)

    meanwhile = read_version()
    go_on.set()
    changing.result()

    assert meanwhile == before
    assert read_version().number > before.number


def test_nobody_waits_for_who_is_not_ready_yet(threads):
    """Else a long publication would hold up all others."""
    page, other = threads.submit(apart, lambda: [make_page(), make_page("Zandloper twee")]).result()
    done, go_on = Event(), Event()
    changing = threads.submit(apart, lambda: touch(page, done, go_on))
    assert done.wait(PATIENCE)

    threads.submit(apart, lambda: touch(other)).result(PATIENCE)
    go_on.set()
    changing.result()


def test_other_processes_hear_the_number(threads):
    page = threads.submit(apart, make_page).result()

    def listen():
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        threads.submit(apart, lambda: touch(page)).result()
        return next(connection.connection.notifies(timeout=PATIENCE)).payload

    heard = threads.submit(apart, listen).result()

    assert int(heard) == read_version().number


def test_the_version_is_raised_behind_all_that_waits_for_the_end(threads):
    """One shows a picture that the other deletes: neither holds what the other waits for."""
    page, image = threads.submit(
        apart, lambda: [make_page(), LibraryImageFactory(title="Zandloper")]
    ).result()
    done, go_on = Event(), Event()

    def show():
        with transaction.atomic():
            touch(page)
            type(page).objects.filter(pk=page.pk).update(lead_image=image.pk)
            done.set()
            assert go_on.wait(PATIENCE)

    def delete():
        with transaction.atomic():
            assert done.wait(PATIENCE)
            Image.objects.filter(pk=image.pk)._raw_delete("default")
            go_on.set()
            wait_for(has_another_waiting)

    showing, deleting = threads.submit(apart, show), threads.submit(apart, delete)
    deleting.result(PATIENCE)

    with pytest.raises(Exception, match="foreign key"):
        showing.result(PATIENCE)


def has_another_waiting():
    """Return whether somebody waits for what this connection holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return cursor.fetchone() is not None
