"""The buttons below the editor of a page, and what its dialog “Plan…” does."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.models import Page

from pages.planning import PLAN, change_end, say_moment, withdraw_plan

__all__ = ["WITHDRAWN", "change_end_alone", "stay_with_plan", "take_out_of_menu", "withdraw"]

# A hook for what else was to happen at that moment: called with the request and the page.
WITHDRAWN = "after_withdraw_plan"

# What somebody most likely came for, as names of Wagtail's menu: the first that is there is the
# button in sight.
FIRST = ["approve", "action-publish", "action-submit", "action-save-draft"]


class PublishNowMenuItem(PublishMenuItem):
    """Publishes the page now, also when it is planned for another day."""

    def get_context_data(self, parent_context):
        return {**super().get_context_data(parent_context), "is_scheduled": False}


class PlanMenuItem(PublishMenuItem):
    """Opens the dialog that plans."""

    name = "plan"
    template_name = "pages/admin/plan_button.html"


class ViewMenuItem(ActionMenuItem):
    """Leads to the page as visitors would see it, with what is not published yet."""

    name = "view"
    label = gettext_lazy("View")
    template_name = "pages/admin/view_button.html"

    def is_shown(self, context):
        return "page" in context

    def get_url(self, parent_context):
        return reverse("wagtailadmin_pages:view_draft", args=[parent_context["page"].pk])


def take_out_of_menu(menu_items, request, context):
    """Put the button that somebody came for first, and those that are used daily beside the menu.

    Wagtail has all but the first behind an arrow; those beside it stand in the template.
    """
    menu_items[:] = [
        PublishNowMenuItem(each.order) if each.name == "action-publish" else each
        for each in menu_items
    ]
    may_publish = any(each.name == "action-publish" for each in menu_items)
    menu_items.sort(key=lambda each: FIRST.index(each.name) if each.name in FIRST else len(FIRST))
    beside = [each for each in menu_items[1:] if each.name == "action-save-draft"]
    menu_items[:] = [each for each in menu_items if each not in beside]
    beside += [PlanMenuItem()] if may_publish else []
    beside += [each for each in [ViewMenuItem()] if each.is_shown(context)]
    context["beside_menu"] = format_html_join(
        "", "{}", ([each.render_html(context)] for each in beside)
    )


def change_end_alone(request, page):
    """Take the end date of the dialog when no day was chosen there to publish the page.

    Returns the response; None when something else is to be done.
    """
    if request.POST.get("action-publish") != PLAN or page.go_live_at:
        return None
    withdraw_plan(page, request.user)
    change_end(page, page.expire_at, request.user)
    if page.expire_at:
        text = _("“%(title)s” leaves the site on %(moment)s.")
    else:
        text = _("“%(title)s” stays on the site.")
    return stay(request, page, text, page.expire_at)


def stay_with_plan(request, page):
    """Return to the editor of a page that was just planned, and say when it appears."""
    if request.POST.get("action-publish") != PLAN:
        return None
    page = Page.objects.get(pk=page.pk)
    moment = page.scheduled_revision.approved_go_live_at
    return stay(request, page, _("“%(title)s” appears on the site on %(moment)s."), moment)


def stay(request, page, text, moment):
    """Return a redirect to the editor of a page, with a message about a moment (or None)."""
    words = {"title": page.get_admin_display_title(), "moment": moment and say_moment(moment)}
    messages.success(request, text % words)
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def withdraw(request, page_id):
    """Withdraw the plan of a page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_unschedule():
        raise PermissionDenied
    withdraw_plan(page, request.user)
    for react in hooks.get_hooks(WITHDRAWN):
        react(request, page)
    return stay(request, page, _("“%(title)s” is not planned any more; the draft is kept."), None)
