import posixpath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import hooks

from accounts.edit_links import lead_who_may_only
from accounts.second_factor.demands import get_demand_time, is_to_be_reminded
from accounts.user_views import GiveRoleBulkAction, SetActiveBulkAction
from accounts.views import show_token

# Where Wagtail keeps the pictures that staff upload of themselves, in their account.
PORTRAITS = "avatar_images"

# After Wagtail's own of the same names, which they take the place of.
for action in [GiveRoleBulkAction, SetActiveBulkAction]:
    hooks.register("register_bulk_action", action, order=1)


def show_portrait(request, path):
    """Send a picture of somebody of the staff. Wagtail lets nobody in here but staff.

    Nothing else of the uploads can be reached, whatever the path says.
    """
    name = posixpath.normpath(posixpath.join(PORTRAITS, path))
    if not name.startswith(f"{PORTRAITS}/"):
        raise Http404
    try:
        # By its name, as a file in a bucket has no path.
        return FileResponse(default_storage.open(name))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error


@hooks.register("register_admin_urls")
def register_portraits():
    return [path(f"uploads/{PORTRAITS}/<path:path>", show_portrait)]


# Wagtail asks for the addresses of the admin once all hooks are there.
@hooks.register("register_admin_urls")
def limit_links_in_forms():
    lead_who_may_only()
    return []


@hooks.register("register_account_menu_item")
def lead_to_own_login(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("How you sign in"),
        "help_text": _("Passkeys, the app that makes codes, and signing out everywhere."),
    }


@hooks.register("construct_dashboard")
def remind_of_second_factor(request, dashboard):
    if is_to_be_reminded(request):
        day = date_format(timezone.localtime(get_demand_time(request.user)), "j F")
        dashboard.open("to_do").add(
            _("Add a passkey or an app to sign in with"),
            reverse("mfa_index"),
            state=_("before %(day)s") % {"day": day},
            order=0,
        )


@hooks.register("register_admin_urls")
def register_token():
    return [path("token/", show_token, name="accounts_token")]


@hooks.register("insert_editor_js")
def insert_token_renewal():
    return render_to_string("accounts/admin/renew_token.html")
