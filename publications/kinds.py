"""What an editor chooses from for a publication, in the field's own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

__all__ = ["LICENCE_ADDRESSES", "Accessibility", "Kind", "Language", "Licence"]


class Kind(models.TextChoices):
    REPORT = "report", _("Report")
    ARTICLE = "article", _("Article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter of a book")
    THESIS = "thesis", _("Thesis")
    PRESENTATION = "presentation", _("Presentation")
    WORKSHEET = "worksheet", _("Worksheet")
    PLACEMAT = "placemat", _("Placemat")
    OTHER = "other", pgettext_lazy("publication", "Something else")


class Language(models.TextChoices):
    """The languages that a publication may be in, by their ISO 639 code."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
    ARABIC = "ar", _("Arabic")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    POLISH = "pl", _("Polish")
    SPANISH = "es", _("Spanish")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")


class Licence(models.TextChoices):
    """What others may do with it; the words say it, the name behind them is for who knows it."""

    CC0 = "cc0", _("Free to use for everything (CC0)")
    BY = "by", _("Free to use if you name the source (CC BY 4.0)")
    BY_SA = "by-sa", _("Free to use if you name the source and share alike (CC BY-SA 4.0)")
    BY_ND = "by-nd", _("Free to pass on unchanged if you name the source (CC BY-ND 4.0)")
    BY_NC = "by-nc", _("Free to use without profit if you name the source (CC BY-NC 4.0)")
    BY_NC_SA = (
        "by-nc-sa",
        _("Free to use without profit if you name the source and share alike (CC BY-NC-SA 4.0)"),
    )
    BY_NC_ND = (
        "by-nc-nd",
        _("Free to pass on unchanged, without profit, if you name the source (CC BY-NC-ND 4.0)"),
    )
    RESERVED = "reserved", _("Ask us before you use it (all rights reserved)")


# By what a licence is called in LICENCE_ADDRESSES[...], programs know it.
LICENCE_ADDRESSES = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    **{
        licence: f"https://creativecommons.org/licenses/{licence}/4.0/"
        for licence in Licence
        if licence.startswith("by")
    },
}


class Accessibility(models.TextChoices):
    """Whether everybody can read it, also with a screen reader or in large letters."""

    UNKNOWN = "unknown", _("Not looked into yet")
    ITSELF = "itself", _("Yes, the publication itself")
    OTHER = "other", _("Yes, in another version")
    NONE = "none", _("No, not yet")
