from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "delivery"
    verbose_name = _("Sending the newsletter")

    def ready(self):
        from backups.signals import restored
        from delivery.mailings import stop_all

        restored.connect(stop_all)
