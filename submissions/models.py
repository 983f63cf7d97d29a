from django.db import models

__all__ = ["Count"]


class Count(models.Model):
    """How often something was done since it was first done, for `submissions.limits`.

    The table is unlogged: faster, and empty after a crash of the database, which only forgets who
    was too busy a moment ago.
    """

    # HMAC-SHA256 in hexadecimal: neither an email address nor a network can be read from it.
    key = models.CharField(primary_key=True, max_length=64)
    hits = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        # Only a machine reads this.
        default_permissions = []

    def __str__(self):
        return self.key
