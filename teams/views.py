from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from teams.dashboard import list_own_teams, reverse_new_call

__all__ = ["NewCallView"]


class NewCallView(WagtailAdminTemplateMixin, TemplateView):
    """Asks which team seeks people, and leads to an empty call on its page."""

    template_name = "teams/admin/new_call.html"
    page_title = _("Open call")
    page_subtitle = _("Which team is it for?")

    def get_context_data(self, **kwargs):
        teams = list(list_own_teams(self.request.user))
        if not teams:
            raise PermissionDenied
        choices = [(team.get_admin_display_title(), reverse_new_call(team)) for team in teams]
        return super().get_context_data(choices=choices, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
