from django.utils.translation import gettext as _

from background.findings import Finding
from delivery.models import Mailing

__all__ = ["find_stopped"]

Status = Mailing.Status


def find_stopped():
    """Say on the screen about background work whether a newsletter has stopped by itself."""
    subject = _("The newsletter")
    stopped = Mailing.objects.filter(status=Status.PAUSED).exclude(reason=Mailing.Reason.STAFF)
    if mailing := stopped.first():
        words = {"subject": mailing.subject, "reason": mailing.get_reason_display()}
        text = _("“%(subject)s” is paused: %(reason)s.") % words
        return [Finding(subject, text, is_well=False)]
    return [Finding(subject, _("None has stopped by itself."), is_well=True)]
