from wagtail.models import Locale
from wagtail.snippets.views.snippets import IndexView

__all__ = ["OrderedListView"]


class OrderedListView(IndexView):
    """The list of a translated OrderedModel.

    While it is dragged into order, it shows what is in the source language: what is in another has
    the order of that, and would take it back at once.
    """

    def get_base_queryset(self):
        entries = super().get_base_queryset()
        return entries.filter(locale=Locale.get_default()) if self.show_ordering_column else entries
