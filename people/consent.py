"""The consent that somebody gave to be on the site (AVG, article 7(1): it can be shown)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["RecordedConsent"]


class RecordedConsent(models.Model):
    """Somebody whose name or photo is on the site, with when and how they agreed to that."""

    consent_date = models.DateField(
        _("consent given on"),
        blank=True,
        null=True,
        help_text=_("The day this person agreed to have name or photo on the site."),
    )
    consent_record = models.CharField(
        _("record of the consent"),
        blank=True,
        max_length=255,
        help_text=_("How they agreed and where that is kept. Not shown."),
    )

    class Meta:
        abstract = True

    @property
    def has_recorded_consent(self):
        return bool(self.consent_date and self.consent_record)
