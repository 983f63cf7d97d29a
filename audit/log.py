"""Keeping that somebody did something that they can be asked about."""

from wagtail.log_actions import get_active_log_context

from audit.models import Entry

__all__ = ["log"]


def log(action, things=(), *, user=None, number=None, note=""):
    """Keep an `audit.models.Action`, and to which things (instances of one model) it was done.

    `user` is who did it: without one, whoever is signed in, or nobody where a program did.
    `number` says how many it was about where those are no things. `note` has no personal data.
    """
    things = list(things)
    return Entry.objects.create(
        user=user or get_active_log_context().user,
        action=action,
        model=things[0]._meta.label_lower if things else "",
        keys=[thing.pk for thing in things],
        number=len(things) if number is None else number,
        note=str(note)[:200],
    )
