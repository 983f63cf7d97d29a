from django.db import models

__all__ = ["PendingChange", "SiteVersion"]


class SiteVersion(models.Model):
    """The one row that tells in which version the site is; the database raises it by itself."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    # When it was raised, in microseconds: never one that was there before, also after a backup
    # was put back.
    number = models.BigIntegerField()

    class Meta:
        default_permissions = []
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="site_version_one")]

    def __str__(self):
        return str(self.number)


class PendingChange(models.Model):
    """A row that a transaction makes with its first change, and that is gone when it commits.

    Its only use is to have PostgreSQL raise the version at the very end of the transaction.
    """

    class Meta:
        default_permissions = []

    def __str__(self):
        return str(self.pk)
