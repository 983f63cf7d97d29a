from wagtail.models import Locale
from wagtail.snippets.views.snippets import IndexView

__all__ = ["OrderedListView"]


class OrderedListView(IndexView):
    """The list of a translated OrderedModel, in the source language.

    What is in another stands on the board of translations, and here for who searches or asks for a
    language; beside each other the two may have the same name. While the list is dragged into order
    it is never shown: it has the order of the source, and would take that back at once.
    """

    def get_base_queryset(self):
        entries = super().get_base_queryset()
        asks_for_more = self.request.GET.get("q") or self.request.GET.get("locale")
        if asks_for_more and not self.show_ordering_column:
            return entries
        return entries.filter(locale=Locale.get_default())
