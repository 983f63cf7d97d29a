"""A mail of an issue as people see it who have their mailbox set in this way or that."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from lxml import html as markup

__all__ = ["Look", "show"]

DARK = re.compile(r"prefers-color-scheme:\s*dark")


class Look(TextChoices):
    """How somebody sees a mail; a value stands in the address of the screen."""

    PLAIN = "mail", _("As an email")
    PHONE = "phone", _("On a phone")
    DARK = "dark", _("Dark")
    WITHOUT_PICTURES = "without-pictures", _("Without pictures")
    TEXT = "text", _("Plain text")


def show(rendered, look):
    """Return the HTML of a Rendered (a str) in a Look; its links open beside what is shown."""
    page = markup.fromstring(rendered.html)
    for picture in page.iter("img") if look == Look.WITHOUT_PICTURES else ():
        picture.attrib.pop("src", None)
    for link in page.iter("a"):
        link.set("target", "_blank")
    shown = markup.tostring(page, doctype="<!doctype html>", encoding="unicode")
    return make_dark(shown) if look == Look.DARK else shown


def make_dark(shown):
    """Return HTML that is dark for whoever has a light screen, too."""
    return DARK.sub("min-width: 0", shown)
