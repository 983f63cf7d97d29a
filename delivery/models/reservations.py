from django.db import models

__all__ = ["Reservation"]


class Reservation(models.Model):
    """A time in which one sender may send some mails, and no other any: see `delivery.pace`."""

    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    number = models.PositiveIntegerField()

    class Meta:
        # Only a machine reads this.
        default_permissions = []

    def __str__(self):
        return f"{self.number} {self.since:%H:%M:%S}"
