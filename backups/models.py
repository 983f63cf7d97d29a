from django.db import models
from django.utils import timezone

__all__ = ["Kind", "Outcome"]


class Kind(models.TextChoices):
    BACKUP = "backup"
    COPY = "copy"
    PROOF = "proof"
    RESTORE = "restore"


class Outcome(models.Model):
    """When something was last done with a backup, and when that last failed: a row for each kind.

    Kept here because the folder of the backups may be on another machine than the admin.
    """

    kind = models.CharField(max_length=10, choices=Kind, primary_key=True)
    # The name of the backup with which it succeeded.
    backup = models.CharField(max_length=30, blank=True)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = []

    def __str__(self):
        return self.kind

    @property
    def has_failed(self):
        """Whether the last time that it was tried was in vain."""
        return self.failed_at is not None and (
            self.succeeded_at is None or self.failed_at > self.succeeded_at
        )

    @classmethod
    def note_success(cls, kind, backup):
        """Record that something was done with a backup (its name) just now."""
        values = {"backup": backup, "succeeded_at": timezone.now()}
        cls.objects.update_or_create(kind=kind, defaults=values)

    @classmethod
    def note_failure(cls, kind):
        """Record that something was tried in vain just now."""
        cls.objects.update_or_create(kind=kind, defaults={"failed_at": timezone.now()})
