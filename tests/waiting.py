"""Waiting for what other processes do, of which nothing tells us that it is done."""

import time

__all__ = ["wait_for"]


def wait_for(condition, seconds=10):
    """Wait until a condition (a function) holds; fail when it does not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
