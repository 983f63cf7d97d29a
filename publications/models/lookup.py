from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["DoiLookup"]


class DoiLookup(models.Model):
    """What the register of DOIs said about one, for the forms of editors; kept for a day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being asked for")
        FOUND = "found", _("Found")
        UNKNOWN = "unknown", _("This DOI is not known. Look whether it is complete.")
        AWAY = "away", _("The register of DOIs does not answer well. Try again later.")

    doi = models.CharField(max_length=200, unique=True)
    state = models.CharField(choices=State, default=State.WAITING, max_length=10)
    # By the name of a field of a publication.
    facts = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("DOI that was looked up")
        verbose_name_plural = _("DOIs that were looked up")
        default_permissions = []

    def __str__(self):
        return self.doi
