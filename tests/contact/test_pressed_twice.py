"""A button that is pressed twice at the same moment; what is committed is taken away again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django_tasks_db.models import DBTaskResult

from contact.models import Message
from contact.sending import store_message
from submissions.models import Count
from tests.factories import MessageFactory
from tests.waiting import PATIENCE


def test_two_presses_at_the_same_moment_make_one_message(django_db_setup, django_db_blocker):
    together = Barrier(4)

    def press(_number):
        try:
            together.wait(PATIENCE)
            store_message(MessageFactory.build())
        finally:
            connection.close()

    with django_db_blocker.unblock(), ThreadPoolExecutor(4) as threads:
        try:
            list(threads.map(press, range(4)))

            assert Message.objects.count() == 1
        finally:
            for model in [Message, Count, DBTaskResult]:
                model.objects.all().delete()
