from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from bin.deleting import DELETED
from bin.guards import list_binned_models, list_in_bin
from bin.policy import PolicyWithoutBin
from bin.restoring import RESTORED
from bin.root import is_in_bin, leave_out_binned
from bin.things import PutInBinAction
from bin.views.bulk import (
    BinDocumentsBulkAction,
    BinImagesBulkAction,
    BinPagesBulkAction,
    BinSnippetsBulkAction,
    UnpublishAndLeadBulkAction,
)
from bin.views.screens import VIEW, BinViewSet
from pages.publishing import RULES

hooks.register(RULES, list_in_bin)

# In the place of Wagtail's own.
register_permission_policy(AbstractPage, PolicyWithoutBin())
for action in [
    BinPagesBulkAction,
    UnpublishAndLeadBulkAction,
    BinSnippetsBulkAction,
    BinImagesBulkAction,
    BinDocumentsBulkAction,
]:
    # After Wagtail's own of the same name, which it takes the place of.
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("register_admin_viewset")
def register_bin():
    return BinViewSet("bin", url_prefix="bin")


@hooks.register("register_actions")
def put_in_bin_what_is_deleted(registry):
    for model in list_binned_models():
        registry.register(model, PutInBinAction)


# Ahead of those that lead to the form of a translation.
@hooks.register("before_edit_page", order=-2)
def lead_to_bin(request, page):
    """Lead from the form of a page that is in the bin, as by an old link, to where it is."""
    if not is_in_bin(page):
        return None
    messages.warning(request, _("“%(title)s” is in the bin.") % {"title": page.title})
    return redirect("bin:index" if request.user.has_perm(VIEW) else "wagtailadmin_home")


@hooks.register("construct_page_chooser_queryset")
def leave_out_what_is_in_bin(pages, request):
    return leave_out_binned(pages)


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action(DELETED, _("Delete"), _("Put in the bin"))
    actions.register_action(RESTORED, _("Put back"), _("Put back from the bin"))
