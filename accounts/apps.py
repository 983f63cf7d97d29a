from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Staff")

    def ready(self):
        from accounts.giving import give_rights

        post_migrate.connect(give_rights, dispatch_uid="accounts.give_rights")
