from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from partners.models import Partner

__all__ = ["PartnerViewSet"]


class PartnerViewSet(SnippetViewSet):
    """Partners in the menu, in the order that editors drag them in."""

    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 130
    add_to_admin_menu = True
    list_display = ["name", "kind", "municipality", "on_strip", "start", "end"]
    list_filter = ["kind", "municipality", "on_strip"]


register_snippet(PartnerViewSet)
