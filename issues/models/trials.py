from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .pages import IssuePage

__all__ = ["TrialMail"]


class TrialMail(models.Model):
    """A test email of an issue to a colleague, numbered: every edition as it was at that moment."""

    issue = models.ForeignKey(IssuePage, on_delete=models.CASCADE, related_name="trial_mails")
    number = models.PositiveIntegerField()
    # What was tried: that of another version differs (`issues.drafts`).
    version = models.CharField(max_length=64)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    # The mails by language, each as what a Rendered has; None once they are sent.
    renderings = models.JSONField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("test email of an issue")
        verbose_name_plural = _("test emails of issues")
        default_permissions = []
        constraints = [
            models.UniqueConstraint("issue", "number", name="issues_trial_mail_number"),
        ]

    def __str__(self):
        return f"{self.issue} ({self.number})"
