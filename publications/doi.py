"""The lasting number of a publication (DOI, ISO 26324), however somebody pasted it."""

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.fields import CleanedField

__all__ = ["DOIField", "get_doi_address", "read_doi"]

SHAPE = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/[^\s\"{}|\\^`]+")
# What stands behind a DOI in a sentence, and is not part of it.
BEHIND = ".,;"
# What publishers put behind it in the addresses of their own pages.
OF_PUBLISHERS = re.compile(r"/(?:abstract|epdf|full|fulltext|pdf)$")
LONGEST = 200


def read_doi(text):
    """Return the DOI in what somebody pasted, such as "10.1000/182", or "" where there is none.

    In small letters, since two that differ in capitals are the same.
    """
    found = SHAPE.search(unquote(text))
    if not found:
        return ""
    doi = found[0].rstrip(BEHIND)
    if "://" in text:
        doi = OF_PUBLISHERS.sub("", doi.partition("?")[0].partition("#")[0].rstrip("/"))
    # The bracket around it, and not one of its own.
    if doi.count(")") > doi.count("("):
        doi = doi.removesuffix(")")
    return doi.lower() if len(doi) <= LONGEST else ""


def get_doi_address(doi):
    """Return the lasting web address of a DOI."""
    return f"https://doi.org/{doi}"


class DOIField(CleanedField):
    """A DOI as it is without what stood before it: "10.1000/182"."""

    def tidy(self, text):
        doi = read_doi(text)
        if text and not doi:
            raise ValidationError(
                _(
                    "A DOI begins with 10, a point and a number, then a slash, for example"
                    " 10.1000/182. Leave this empty if there is none."
                )
            )
        return doi

    def formfield(self, **kwargs):
        # Room for the address that it was pasted in.
        return super().formfield(**{"max_length": 2 * LONGEST, **kwargs})
