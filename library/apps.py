from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from library.avif import register_fast_avif


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = _("Pictures and documents")

    def ready(self):
        register_fast_avif()
