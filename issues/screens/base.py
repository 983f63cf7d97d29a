from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from issues.models import IssuePage
from issues.sending import MAY_SEND
from issues.steps import list_steps
from pages.page_screens import PageScreen
from pages.states import is_source

__all__ = ["IssueScreen"]


class IssueScreen(PageScreen):
    """A screen about an issue: one of its steps, and the way to the others. `step` is its name.

    Those that write nothing in it are for who sends it as well (`is_for_senders`).
    """

    header_icon = "mail"
    step = ""
    is_for_senders = False

    def find_page(self):
        issues = IssuePage.objects.filter(is_source()).select_related("mailing")
        return get_object_or_404(issues, pk=self.kwargs["page_id"])

    def may_open(self, page):
        may_send = self.is_for_senders and self.request.user.has_perm(MAY_SEND)
        return may_send or super().may_open(page)

    @cached_property
    def may_write(self):
        return super().may_open(self.page)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        """Return the way back, to the list for who may not write; it ends in the issue itself."""
        above = {"url": reverse("issues_list:index"), "label": _("Issues")}
        if self.may_write:
            above = super().get_breadcrumbs_items()[0]
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [above, here]

    def get_context_data(self, **kwargs):
        steps = list_steps(self.page, self.step, may_write=self.may_write)
        return super().get_context_data(steps=steps, **kwargs)

    def tell_if_locked(self):
        """Tell it somebody who may not change the issue now; return whether that is so."""
        lock = self.page.get_lock()
        is_locked = lock is not None and lock.for_user(self.request.user)
        if is_locked:
            messages.error(
                self.request, _("Somebody else works on this page. Nothing was changed.")
            )
        return is_locked
