"""Waiting for what other processes do, of which nothing tells us that it is done."""

import time

__all__ = ["PATIENCE", "wait_for"]

# How many seconds a busy machine may take for anything: only who waits in vain waits so long.
PATIENCE = 120


def wait_for(condition, seconds=PATIENCE):
    """Wait until a condition (a function) holds; fail when it does not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
