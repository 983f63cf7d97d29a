from .editorial import PinnedPage, Synonym
from .entries import Entry, Word
from .questions import DailyCount, Question

__all__ = ["DailyCount", "Entry", "PinnedPage", "Question", "Synonym", "Word"]
