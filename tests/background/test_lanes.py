"""Work that takes long, beside the queue of a worker."""

import logging

from django.db import OperationalError

from background.lanes import Lane
from tests.waiting import wait_for


class Counting(Lane):
    """Counts how often it was begun, and works until it is told to stop, or fails."""

    def __init__(self, error=None):
        super().__init__()
        self.begun, self.error, self.is_needed = 0, error, True

    def has_work(self):
        return self.is_needed

    def work(self, stop):
        self.begun += 1
        if self.error:
            raise self.error
        stop.wait()


class TestLane:
    def test_is_begun_once_and_ends_when_it_is_told_to(self):
        lane = Counting()

        lane.start_if_needed()
        lane.start_if_needed()
        wait_for(lambda: lane.begun)
        lane.stop.set()
        lane.join()

        assert lane.begun == 1

    def test_is_not_begun_without_work(self):
        lane = Counting()
        lane.is_needed = False

        lane.start_if_needed()
        lane.join()

        assert lane.begun == 0

    def test_is_begun_again_when_it_failed_and_says_so(self, caplog):
        lane = Counting(ValueError("a fault"))

        for _tick in range(2):
            lane.start_if_needed()
            lane.join()

        assert lane.begun == 2
        assert "is begun again" in caplog.text

    def test_waits_for_the_database_without_alarm(self, caplog):
        lane = Counting(OperationalError("the server is away\nand more"))

        lane.start_if_needed()
        lane.join()

        assert [each.levelno for each in caplog.records] == [logging.WARNING]
        assert "waits for the database: the server is away" in caplog.text
