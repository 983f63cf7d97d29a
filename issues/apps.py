from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IssuesConfig(AppConfig):
    name = "issues"
    verbose_name = _("Issues of the newsletter")

    def ready(self):
        from issues.signals import connect_signals

        connect_signals()
