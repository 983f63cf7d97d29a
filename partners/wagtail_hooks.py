from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.listings import ThumbnailColumn, prefetch_thumbnails
from partners.models import Partner

__all__ = ["PartnerViewSet"]


class YesNoColumn(Column):
    """Says yes or no in words; Wagtail's own column names its icons "True" and "False"."""

    def get_value(self, instance):
        return _("Yes") if super().get_value(instance) else _("No")


class PartnerViewSet(SnippetViewSet):
    """Partners in the menu, in the order that editors drag them in."""

    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 130
    add_to_admin_menu = True
    list_display = [
        "name",
        ThumbnailColumn("logo"),
        "kind",
        "municipality",
        YesNoColumn("on_strip", label=_("In the strip"), sort_key="on_strip"),
        "start",
        "end",
    ]
    list_filter = ["kind", "municipality", "on_strip"]

    def get_queryset(self, request):
        """Return the partners with what a row shows, for all rows at once."""
        partners = Partner.objects.select_related("municipality")
        return partners.prefetch_related(prefetch_thumbnails("logo"))


register_snippet(PartnerViewSet)
