from .pages import IssuePage, IssueQuerySet
from .trials import TrialMail

__all__ = ["IssuePage", "IssueQuerySet", "TrialMail"]
