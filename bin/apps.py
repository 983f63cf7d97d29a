from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BinConfig(AppConfig):
    name = "bin"
    verbose_name = _("Bin")

    def ready(self):
        from bin.guards import connect_guards

        connect_guards()
