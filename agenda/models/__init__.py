from .index import AgendaIndexPage
from .meetings import MeetingPage, MeetingQuerySet

__all__ = ["AgendaIndexPage", "MeetingPage", "MeetingQuerySet"]
