"""The cleaning while others change the same subscribers; what they commit is taken away again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from newsletter import cleaning, subscribing
from newsletter.models import ConsentEvent, Subscriber
from tests.factories import SubscriberFactory
from tests.waiting import PATIENCE, wait_for

Status = Subscriber.Status


def in_own_connection(function):
    try:
        function()
    finally:
        connection.close()


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()


def test_leaves_alone_who_comes_back_or_goes_meanwhile(django_db_setup, django_db_blocker):
    """The work has read whom to erase when another transaction, not over yet, changes that."""
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as threads:
        long_ago = timezone.now() - timedelta(days=31)
        stopped = {"status": Status.UNSUBSCRIBED, "stopped_at": long_ago}
        back, gone = (SubscriberFactory(requested_at=long_ago, **stopped) for _ in range(2))
        try:
            with transaction.atomic():
                subscribing.resume(back)
                gone.delete()
                erase = cleaning.delete_outdated_unsubscribed
                cleaned = threads.submit(in_own_connection, erase)
                wait_for(somebody_waits_for_a_lock)
            cleaned.result(PATIENCE)

            assert Subscriber.objects.get().is_active
        finally:
            Subscriber.objects.all().delete()
            ConsentEvent.objects.all().delete()
