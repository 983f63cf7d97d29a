from django.db.models import Max
from wagtail.models import Orderable

__all__ = ["OrderedModel"]


class OrderedModel(Orderable):
    """Things that editors drag into order; a new one comes last.

    Wagtail's Orderable leaves the place of a new one empty, and dragging needs a number.
    """

    class Meta(Orderable.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        """Save, after giving a new one the place after the last."""
        if self.sort_order is None:
            last = type(self)._default_manager.aggregate(last=Max("sort_order"))["last"]
            self.sort_order = 0 if last is None else last + 1
        super().save(*args, **kwargs)
