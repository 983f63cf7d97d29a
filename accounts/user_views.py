"""The screens about colleagues, in the place of Wagtail's about users."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction

from accounts.invitations import invite, is_invited
from accounts.models import User
from accounts.permissions import may_give_roles, may_manage
from accounts.second_factor.logins import end_sessions
from accounts.user_forms import GiveRoleForm, InviteForm, StaffForm
from audit.log import log
from audit.models import Action

__all__ = ["GiveRoleBulkAction", "SetActiveBulkAction", "StaffViewSet"]

# Wagtail's columns that say True and False, or Admin.
REPLACED = {"is_superuser", "is_active"}


def tell_of_invitation(request, user):
    words = _("An invitation is on its way to %(email)s. It works for %(days)d days.")
    messages.success(request, words % {"email": user.email, "days": settings.INVITATION_DAYS})


class RolesColumn(Column):
    """The names of the roles of somebody."""

    class Media:
        css = {"all": ["css/admin/colleagues.css"]}

    def get_value(self, user):
        names = [group.name for group in user.groups.all()]
        if user.is_superuser:
            names.insert(0, _("Technical administrator"))
        return ", ".join(names)


class StateColumn(Column):
    """Whether somebody can sign in, in a word."""

    def get_value(self, user):
        if not user.is_active:
            return _("Cannot sign in")
        return _("Invited, no password yet") if is_invited(user) else _("Can sign in")


class IndexView(users.IndexView):
    add_item_label = gettext_lazy("Invite a colleague")

    @property
    def columns(self):
        columns = []
        for column in super().columns:
            if column.name not in REPLACED:
                columns.append(column)
            if column.name == User.USERNAME_FIELD:
                # Wagtail calls it a username, whatever it is that people log in by.
                column.label = _("Email address")
                columns += [
                    RolesColumn("groups", label=_("Roles")),
                    StateColumn("state", label=_("Status")),
                ]
        return columns

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if may_manage(self.request.user, instance) else None

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        return [*buttons, *make_buttons(instance)] if self.get_edit_url(instance) else buttons


def make_buttons(user):
    """Return the Buttons of what can be done to the account of a colleague, as a list."""
    if is_invited(user):
        return [make_button(_("Send the invitation again"), "invite", user, "mail")]
    return [make_button(_("Sign out everywhere"), "sign_out", user, "logout")]


def make_button(label, action, user, icon):
    """Return a Button that does an action to a user, named as its address is."""
    attributes = {
        "data-controller": "w-action",
        "data-action": "w-action#post",
        "data-w-action-url-value": reverse(f"wagtailusers_users:{action}", args=[user.pk]),
    }
    return Button(label, icon_name=icon, attrs=attributes)


class InviteView(users.CreateView):
    """Makes an account without a password, and emails its owner the link to choose one."""

    page_title = gettext_lazy("Invite a colleague")
    submit_button_label = gettext_lazy("Invite")
    success_message = None

    def get_page_subtitle(self):
        return self.page_title

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "for_user": self.request.user}

    def save_instance(self):
        user = super().save_instance()
        invite(user, self.request.user)
        tell_of_invitation(self.request, user)
        return user


class EditView(users.EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not may_manage(request.user, self.object):
            raise PermissionDenied

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "for_user": self.request.user}

    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *make_buttons(self.object)]


class ActionView(PermissionCheckedMixin, View):
    """Does something to the account of a colleague, and leads back to the list; takes a POST."""

    model = User
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        user = get_object_or_404(User, pk=pk)
        if not may_manage(request.user, user):
            raise PermissionDenied
        self.do(user)
        return redirect("wagtailusers_users:index")


class InviteAgainView(ActionView):
    """Sends an invitation once more to who chose no password yet."""

    def do(self, user):
        if not is_invited(user):
            raise PermissionDenied
        invite(user, self.request.user)
        tell_of_invitation(self.request, user)


class SignOutView(ActionView):
    """Signs a colleague out of every browser: who left, or lost a laptop."""

    def do(self, user):
        end_sessions(user)
        words = _("%(name)s is signed out everywhere.") % {
            "name": user.get_full_name() or user.email
        }
        messages.success(self.request, words)


class StaffViewSet(users.UserViewSet):
    index_view_class = IndexView
    add_view_class = InviteView
    edit_view_class = EditView
    copy_view_enabled = False
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return StaffForm if for_update else InviteForm

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/invite/", InviteAgainView.as_view(), name="invite"),
            path("<int:pk>/sign-out/", SignOutView.as_view(), name="sign_out"),
        ]


class GiveRoleBulkAction(AssignRoleBulkAction):
    """Gives a role to several colleagues at once."""

    form_class = GiveRoleForm

    def check_perm(self, obj):
        return super().check_perm(obj) and may_give_roles(self.request.user, obj)


class SetActiveBulkAction(SetActiveStateBulkAction):
    """Lets several colleagues in, or no longer, at once."""

    def check_perm(self, obj):
        return super().check_perm(obj) and may_manage(self.request.user, obj)

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        """Do it; Wagtail writes past the model here, so it is kept here who did it to whom."""
        log(Action.ACCOUNT_CHANGED, [each for each in objects if each != user], note="is_active")
        return super().execute_action(objects, user=user, **kwargs)
