"""The forms in which colleagues are invited and given roles."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.users import forms as wagtail_forms
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from accounts.permissions import list_groups_to_give, may_change_address, may_give_roles
from accounts.roles import get_sentence

__all__ = ["GiveRoleForm", "InviteForm", "StaffForm"]


class RolesWidget(forms.CheckboxSelectMultiple):
    class Media:
        css = {"all": ["css/admin/colleagues.css"]}


class RolesField(forms.ModelMultipleChoiceField):
    """The roles to tick, each with the sentence that says what it is for."""

    widget = RolesWidget

    def label_from_instance(self, group):
        words = '<span class="role">{} <span class="role-sentence">{}</span></span>'
        return format_html(words, group.name, get_group_sentence(group))


def get_group_sentence(group):
    """Return what a role is for, or nothing where an administrator made the group."""
    role = getattr(group, "staff_role", None)
    return get_sentence(role.code) if role else ""


class RolesMixin:
    """What somebody may give; `for_user` is who has the form before them."""

    field_order = ["email", "first_name", "last_name", "is_active", "groups", "is_superuser"]

    def __init__(self, *args, for_user, **kwargs):
        super().__init__(*args, **kwargs)
        offered = list_groups_to_give(for_user)
        self.kept = self.list_groups().exclude(pk__in=offered.values("pk"))
        self.fields["groups"] = RolesField(offered, required=False, label=_("Roles"))
        if not may_give_roles(for_user, self.instance):
            del self.fields["groups"]
        if not for_user.is_superuser:
            self.fields.pop("is_superuser", None)
        self.order_fields(self.field_order)

        self.fields["email"].label = _("Email address")
        if field := self.fields.get("is_active"):
            field.label = _("Can sign in")
            field.help_text = _("Untick this for who does not work on the site any more.")
        if field := self.fields.get("is_superuser"):
            field.label = _("Technical administrator")
            field.help_text = _("May do everything, also what no role may. For one or two people.")

    def list_groups(self):
        # Asked for who is not there yet, Django finds the groups that nobody is in.
        is_new = self.instance.pk is None
        return Group.objects.none() if is_new else self.instance.groups.all()

    def clean_groups(self):
        """Return the groups that were chosen, and those that are not for this person to take."""
        return Group.objects.filter(
            pk__in=[group.pk for group in [*self.cleaned_data["groups"], *self.kept]]
        )


class InviteForm(RolesMixin, wagtail_forms.UserCreationForm):
    """A colleague's name, address and roles; they choose a password themselves."""


class StaffForm(RolesMixin, wagtail_forms.UserEditForm):
    """The account of a colleague, without its password."""

    def __init__(self, *args, for_user, **kwargs):
        super().__init__(*args, for_user=for_user, **kwargs)
        if not may_change_address(for_user, self.instance):
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "Only a technical administrator changes this address: this colleague may do more "
                "than the roles allow."
            )


class GiveRoleForm(RoleForm):
    """Wagtail's form to give many people a role: offers the roles, and no other groups."""

    role = forms.ModelChoiceField(
        Group.objects.filter(staff_role__isnull=False).order_by("name"), label=_("Role")
    )
