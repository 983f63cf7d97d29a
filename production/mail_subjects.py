"""What is looked at to know whether mail will arrive, and what is found."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

__all__ = ["Look", "Subject"]


class Subject(TextChoices):
    """What is looked at: as a command calls it, and for the screen of staff."""

    SERVER = "Mail server", _("the mail server")
    ONE_PRESS = "One press to stop", _("stopping the newsletter by one click")
    SPF = "SPF", "SPF"
    DKIM = "DKIM", "DKIM"
    DMARC = "DMARC", "DMARC"
    REVERSE_NAME = "Reverse name", _("the reverse name of the mail server")


@dataclass(frozen=True)
class Look:
    """What was found about a Subject: whether it is well, and in words what it is or what to do."""

    subject: Subject
    is_well: bool
    text: str
