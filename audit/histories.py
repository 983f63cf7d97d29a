"""The history of one page or thing, as Wagtail keeps it in log entries."""

from django.db.models import OuterRef, Q, Subquery

__all__ = ["list_alike", "list_last"]


def list_alike(entries):
    """Return those of `entries` of one request and of the same kind, for a subquery."""
    return entries.filter(uuid=OuterRef("uuid"), action=OuterRef("action"))


def list_last(entries):
    """Return the log entries of one page or thing without those that one request did again.

    Takes and returns a queryset. Wagtail's own asks for the last one of all pages or things, and so
    leaves out what was done to this one and then to another at once: to its translation, or to the
    next of many.
    """
    last = list_alike(entries).order_by("-timestamp", "-pk").values("pk")[:1]
    return entries.filter(Q(uuid__isnull=True) | Q(pk=Subquery(last)))
