from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .consent import ConsentText

__all__ = ["SignUpRequest"]


class SignUpRequest(models.Model):
    """What somebody filled in, until the worker takes it up, within seconds.

    Whether the address is known is looked up there, and not while a visitor waits: so neither the
    answer nor the time it takes can tell.
    """

    email = models.EmailField(_("email address"))
    language = models.CharField(_("language"), max_length=10)
    wants_all = models.BooleanField(_("everything"), default=True)
    topics = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("topics"))
    page = models.CharField(_("page"), blank=True, max_length=255)
    consent_text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("on"), default=timezone.now)

    class Meta:
        verbose_name = _("request to sign up")
        verbose_name_plural = _("requests to sign up")

    def __str__(self):
        return self.email
