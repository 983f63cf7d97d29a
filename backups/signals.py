"""What others hear of."""

from django.dispatch import Signal

__all__ = ["restored"]

# A backup (its `name`) was put back, and the database is that of another moment (`made_at`, a
# datetime). What was under way then must not simply go on: it may have been finished since.
restored = Signal()
