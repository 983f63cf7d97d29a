"""Keeps the log of who of the staff got to see readers; the screen for it is in views.looks."""

from newsletter.models import AccessEntry

__all__ = ["clean_up", "log_access"]


def log_access(user, action, subscribers=(), number=None):
    """Keep that `user` did an AccessEntry.Action, and to which readers.

    `number` says how many it was about where those are no readers: the lines of an import.
    """
    people = [subscriber.uid for subscriber in subscribers]
    return AccessEntry.objects.create(
        user=user,
        action=action,
        people=people,
        number=len(people) if number is None else number,
    )


def clean_up():
    """Delete the entries that have been kept long enough; return how many."""
    deleted, _rows = AccessEntry.objects.outdated().delete()
    return deleted
