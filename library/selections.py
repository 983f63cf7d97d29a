"""Which pictures the list and the chooser show: the photos, the logos, or those to ask about.

One part of the address says it in both, `?show=logos`, so that a link or a field can ask for it.
"""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

__all__ = ["DEFAULT", "NAME", "SELECTIONS", "LogoChooser", "select"]

NAME = "show"
# The names are those of the methods of `library.querysets.ImageQuerySet`.
SELECTIONS = {
    "photos": _("Photos and drawings"),
    "logos": _("Logos"),
    "without_consent": _("Consent is missing"),
}
# What is shown to who asks for nothing.
DEFAULT = "photos"


def select(images, name):
    """Return the images (a queryset) of a selection; of the DEFAULT when none is named so."""
    return getattr(images, name if name in SELECTIONS else DEFAULT)()


class LogoChooser(AdminImageChooser):
    """For a field that takes a logo: the chooser opens at those."""

    def get_chooser_modal_url(self):
        return f"{reverse(self.chooser_modal_url_name)}?{urlencode({NAME: 'logos'})}"
