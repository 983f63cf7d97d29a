from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Kinds of pages")

    def ready(self):
        from pages.addresses import connect_signals
        from pages.notifications import connect_notifier

        connect_signals()
        connect_notifier()
