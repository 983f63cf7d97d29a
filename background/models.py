from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """A worker that is or was alive, as it said itself; `background.health` knows which it is."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    process_id = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.host} {self.process_id}"


class PeriodicRun(models.Model):
    """When a job of PERIODIC_WORK was last done, and how that ended."""

    # The dotted path of what was called.
    name = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    # What it failed with; empty when all was well.
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        # Only a worker changes this; staff see it, and mend what failed.
        default_permissions = []
        permissions = [("mend_work", _("Can see and mend background work"))]

    def __str__(self):
        return self.name
