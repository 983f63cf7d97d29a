"""The lists of the admin that say of each page how far it is in other languages."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from pages.listings import PageListingView
from translations.models import Progress
from translations.states import State

__all__ = ["TranslatedListingView", "TranslationColumn"]


class TranslationColumn(Column):
    """How far the translation is, as on the board; of several languages the most urgent."""

    cell_template_name = "translations/includes/mark.html"

    def __init__(self):
        super().__init__("translation", label=_("Translation"), accessor=get_translation_state)


def get_translation_state(page):
    """Return the State of a page of the list, or None: of a draft there is nothing to translate."""
    return None if page.urgency is None else State.of_urgency(page.urgency)


class TranslatedListingView(PageListingView):
    def annotate_queryset(self, pages):
        progress = Progress.objects.filter(translation_key=OuterRef("translation_key"))
        urgency = Subquery(progress.order_by("urgency").values("urgency")[:1])
        return super().annotate_queryset(pages).annotate(urgency=urgency)
