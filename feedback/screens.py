"""What staff see of what visitors say of a page."""

from urllib.parse import urlencode

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext_lazy

from contact.models import Message
from feedback.forms import get_subject
from feedback.models import Answer, AnswerCount
from pages.page_screens import PageScreen

__all__ = ["PageFeedbackView"]


class PageFeedbackView(PageScreen):
    """How many visitors found a page useful, by month, and the way to their remarks."""

    template_name = "feedback/admin/page.html"
    page_title = gettext_lazy("Was it useful?")
    header_icon = "help"

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
