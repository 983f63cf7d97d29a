"""What staff see of what visitors say of a page."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from contact.models import Message
from feedback.forms import get_subject
from feedback.models import Answer, AnswerCount

__all__ = ["PageFeedbackView", "list_header_buttons"]


class PageFeedbackView(WagtailAdminTemplateMixin, TemplateView):
    """How many visitors found a page useful, by month, and the way to their remarks."""

    template_name = "feedback/admin/page.html"
    page_title = gettext_lazy("Was it useful?")
    header_icon = "help"

    @cached_property
    def page(self):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        counts = AnswerCount.objects.filter(page=self.page)
        return super().get_context_data(
            months=counts.annotate(month=TruncMonth("day"))
            .values("month")
            .annotate(**{each.value: count(each) for each in Answer})
            .order_by("-month"),
            remarks_url=self.get_remarks_url(),
            **kwargs,
        )

    def get_remarks_url(self):
        """Return the address of the list of remarks about the page, or "" for who may not see it.

        Also "" where there are none.
        """
        subject = get_subject(self.page)
        may_see = self.request.user.has_perm("contact.view_message")
        if not (may_see and Message.objects.filter(subject=subject).exists()):
            return ""
        return f"{reverse('contact_messages:index')}?{urlencode({'subject': subject})}"


def count(answer):
    """Return the expression for how often an Answer was given; 0 for never."""
    return Sum("number", filter=Q(answer=answer), default=0)


def list_header_buttons(page, user, view_name, next_url=None):
    """Yield the button in the header of a page's form, for who may edit that page."""
    if page.permissions_for_user(user).can_edit():
        url = reverse("feedback_page", args=[page.pk])
        yield Button(_("Was it useful?"), url, icon_name="help", priority=65)
