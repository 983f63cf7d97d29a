from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShortAddressesConfig(AppConfig):
    name = "short_addresses"
    verbose_name = _("Short addresses")
