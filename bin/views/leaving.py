"""The two screens on which somebody takes one page off the site: deleting, and unpublishing.

At Wagtail's own addresses of them, with its rights and hooks.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages import delete, unpublish
from wagtail.models import Page

from bin.addresses import leave_addresses
from bin.deleting import is_home, list_translations, put_page_in_bin
from bin.forms import LeavingForm
from bin.usage import list_usage

__all__ = ["DeleteView", "UnpublishView", "list_live", "list_own_translations"]


def get_undo_button(deletion):
    """Return the button of a message that leads to putting back what was just deleted."""
    return messages.button(reverse("bin:restore", args=[deletion.pk]), _("Put it back"))


class DeleteView(delete.DeleteView):
    """Asks whether a page may go into the bin, what goes with it and where visitors are sent."""

    template_name = "bin/admin/delete.html"

    @cached_property
    def form(self):
        user = self.request.user
        translations = [
            each
            for each in list_translations(self.page)
            if each.permissions_for_user(user).can_delete()
        ]
        data = self.request.POST if self.request.method == "POST" else None
        return LeavingForm(data, pages=[self.page], translations=translations)

    def get(self, request, *args, **kwargs):
        if is_home(self.page):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.usage.is_protected or is_home(self.page):
            raise PermissionDenied
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        parent = self.page.get_parent()
        deletion = put_page_in_bin(
            self.page, request.user, self.form.get_translations(), self.form.get_destination()
        )
        if deletion:
            text = _("“%(title)s” is in the bin.") % {"title": deletion.title}
            buttons = [get_undo_button(deletion)] if may_restore(request.user) else []
            messages.success(request, text, buttons=buttons)
        for hook in hooks.get_hooks("after_delete_page"):
            result = hook(request, self.page)
            if hasattr(result, "status_code"):
                return result
        return redirect(self.next_url or reverse("wagtailadmin_explore", args=[parent.pk]))

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "places": list_usage(self.page, self.request.user),
            "days": settings.BIN_DAYS,
        }


def may_restore(user):
    """Return whether somebody may put back what is in the bin."""
    return user.has_perm("bin.change_deletion")


class UnpublishView(unpublish.UnpublishView):
    """Asks what goes with a page that is taken off the site, and where visitors are sent."""

    template_name = "bin/admin/unpublish.html"

    @cached_property
    def form(self):
        translations = [
            each
            for each in list_own_translations(self.object)
            if each.permissions_for_user(self.request.user).can_unpublish()
        ]
        data = self.request.POST if self.request.method == "POST" else None
        return LeavingForm(data, pages=[self.object], translations=translations)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def unpublish(self):
        self.objects_to_unpublish = self.form.list_leaving()
        leaving = list_live(self.objects_to_unpublish, "include_descendants" in self.request.POST)
        leave_addresses(leaving, self.form.get_destination())
        return super().unpublish()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, form=self.form)


def list_own_translations(page):
    """Return the live translations of a page in the source language, as a list."""
    if not page.locale.is_default:
        return []
    return list(page.get_translations().filter(live=True, alias_of=None).select_related("locale"))


def list_live(pages, with_descendants):
    """Return those of pages that visitors see, with the pages below them if that is so."""
    found = [page for page in pages if page.live]
    if with_descendants:
        for page in pages:
            found += Page.objects.descendant_of(page).live().specific()
    return found
