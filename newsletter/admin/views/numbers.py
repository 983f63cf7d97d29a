from django.utils.translation import gettext_lazy as _

from newsletter.admin.counts import count_by_status, draw_counts
from newsletter.admin.views.screens import READERS, Screen

__all__ = ["NumbersView"]


class NumbersView(Screen):
    """How many readers there are; shows nobody's address."""

    permission_policy = READERS
    page_title = _("Numbers")
    header_icon = "table"
    template_name = "newsletter/admin/numbers.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, statuses=count_by_status(), growth=draw_counts())
