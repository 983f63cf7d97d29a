from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dashboard.cards import make_dashboard

__all__ = ["DashboardView"]

NOON, EVENING = 12, 18


class DashboardView(WagtailAdminTemplateMixin, TemplateView):
    """The first screen of the admin: what there is to do, to begin and to go on with."""

    template_name = "dashboard/admin/dashboard.html"
    page_title = gettext_lazy("Overview")

    def get_context_data(self, **kwargs):
        now = timezone.localtime()
        return super().get_context_data(
            dashboard=make_dashboard(self.request),
            greeting=greet(self.request.user.first_name, now.hour),
            today=now.date(),
            **kwargs,
        )


def greet(name, hour):
    """Return a greeting for somebody with this first name ("" for none) at an hour of the day."""
    if hour < NOON:
        words = _("Good morning, %(name)s") if name else _("Good morning")
    elif hour < EVENING:
        words = _("Good afternoon, %(name)s") if name else _("Good afternoon")
    else:
        words = _("Good evening, %(name)s") if name else _("Good evening")
    return words % {"name": name}
