"""What the screen about background work says of translations."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from background.findings import Finding
from translations.models import Progress
from translations.permissions import may_see_board

__all__ = ["find_mended"]

# The check of the night runs once a day; it is told until the next one.
TOLD = timedelta(days=1)


def find_mended():
    """Return the Finding about rows of the board that were wrong, as a list."""
    subject = _("The board of translations")
    number = Progress.objects.filter(mended_at__gt=timezone.now() - TOLD).count()
    if not number:
        return [Finding(subject, _("It is right."), is_well=True)]
    text = ngettext(
        "%(number)d row of the board of translations was wrong and is mended. Tell who maintains "
        "the site.",
        "%(number)d rows of the board of translations were wrong and are mended. Tell who "
        "maintains the site.",
        number,
    )
    url = reverse("translations:board")
    text %= {"number": number}
    return [Finding(subject, text, is_well=False, url=url, may_open=may_see_board)]
