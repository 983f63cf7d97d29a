from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")

    def ready(self):
        from translations.following import follow_changes
        from translations.signals import connect_signals

        connect_signals()
        follow_changes()
