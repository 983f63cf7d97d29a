from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShortAddressesConfig(AppConfig):
    name = "short_addresses"
    verbose_name = _("Short addresses")

    def ready(self):
        from wagtail.signals import pre_page_move

        from short_addresses.addresses import refuse_taken_place

        pre_page_move.connect(refuse_taken_place)
