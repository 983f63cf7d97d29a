from django.db import models
from django.utils.translation import gettext_lazy as _

from production.mail_subjects import Subject


class MailState(models.Model):
    """How one thing of our mail was when it was last looked at, of those in `mail_records.Look`.

    The words about it are not kept: whoever can do something gets them of `manage.py check_mail`.
    """

    subject = models.CharField(max_length=40, primary_key=True, choices=Subject)
    is_well = models.BooleanField()
    looked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("state of email")
        verbose_name_plural = _("states of email")
        # Only the worker changes this.
        default_permissions = []

    def __str__(self):
        return self.subject
