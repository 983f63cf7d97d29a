from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Staff")

    def ready(self):
        from accounts import auditing
        from accounts.giving import give_rights

        auditing.listen()
        post_migrate.connect(give_rights, dispatch_uid="accounts.give_rights")


class ColleaguesConfig(WagtailUsersAppConfig):
    """Wagtail's screens about users, with ours in the place of some (`accounts.user_views`)."""

    user_viewset = "accounts.user_views.StaffViewSet"

    def ready(self):
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from accounts.models import User
        from accounts.page_rights import PagePolicy
        from accounts.permissions import StaffPolicy

        super().ready()
        register_permission_policy(User, StaffPolicy(User))
        register_permission_policy(AbstractPage, PagePolicy())
