from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

__all__ = ["AdvicePanel"]


class AdvicePanel(BaseSidePanel):
    """The panel "Before you publish" on a screen of ours; Wagtail's own editor has it already."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Before you publish")
        icon_name = "glasses"

    name = "checks"
    title = _("Before you publish")
    template_name = "wagtailadmin/shared/side_panels/checks.html"
    order = 350

    def __init__(self, instance, request, *, advice):
        """`advice` is an Advice about the instance."""
        super().__init__(instance, request)
        self.advice = advice

    def get_context_data(self, parent_context):
        # Without "page": what a check puts right, it puts right in the source.
        return {"object": self.object, "request": self.request, "advice": self.advice}
