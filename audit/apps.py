from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Accountability")

    def ready(self):
        from wagtail.models import ModelLogEntry

        from audit.watching import note, note_restore
        from backups.signals import restored

        post_save.connect(note, sender=ModelLogEntry, dispatch_uid="audit.note")
        restored.connect(note_restore)
