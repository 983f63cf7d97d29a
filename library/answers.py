"""What staff may answer about a picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["ImageKind", "PeopleShown"]


class PeopleShown(models.TextChoices):
    """Who can be recognised in a picture, and whether they agreed (AVG, articles 6 and 7)."""

    NOBODY = "nobody", _("Nobody can be recognised")
    CONSENT = "consent", _("People can be recognised, and they all agreed")
    UNKNOWN = "unknown", _("People can be recognised, not everybody was asked yet")


class ImageKind(models.TextChoices):
    """What a picture is for: staff look for a photo and for a logo in different places."""

    PHOTO = "photo", _("Photo or drawing")
    LOGO = "logo", _("Logo")
