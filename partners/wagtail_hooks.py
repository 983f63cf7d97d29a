from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from languages.snippets import StaffSnippetViewSet
from pages.listings import ThumbnailColumn, prefetch_thumbnails
from partners.models import Partner

__all__ = ["PartnerViewSet"]


class YesNoColumn(Column):
    """Says yes or no in words; Wagtail's own column names its icons "True" and "False"."""

    def get_value(self, instance):
        return _("Yes") if super().get_value(instance) else _("No")


class PartnerViewSet(StaffSnippetViewSet):
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


@hooks.register("after_edit_snippet")
def tell_of_dark_logo(request, partner):
    """Tell who chose another logo that the dark one of before is no longer shown."""
    if not isinstance(partner, Partner) or not partner.dark_logo_taken_away:
        return
    text = _(
        "%(partner)s has another logo, so the logo for a dark ground is taken away: “%(logo)s”."
        " Does it still fit, or is there a new one? Choose it at the partner."
    ) % {"partner": partner, "logo": partner.dark_logo_taken_away}
    url = reverse(partner.snippet_viewset.get_url_name("edit"), args=[partner.pk])
    messages.warning(request, text, [messages.button(url, _("Choose it"))])
