"""Telephone numbers as people type, read and dial them, by Google's libphonenumber."""

import re
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from languages.texts import get_source_language

__all__ = ["Telephone", "clean_telephone", "read_telephone"]

COUNTRY = "NL"
# Numbers that only a telephone in the Netherlands reaches, and that have no area code (ACM, the
# Dutch plan of numbers): 112, 113, 144 and the European ones such as 116 117.
SHORT_NUMBER = re.compile(r"11[23]|144|116\d{3}")
# The same, of numbers that begin with 0800, 0900 and the like.
NATIONAL_TYPES = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
}


@dataclass(frozen=True)
class Telephone:
    """One number in the ways to write it: dialled (ITU-T E.164), in the Netherlands, abroad."""

    dialled: str
    at_home: str
    abroad: str

    @property
    def url(self):
        """The address of a link that calls the number (RFC 3966)."""
        return f"tel:{self.dialled}"

    def __str__(self):
        """Return the number as people write it in the language of the page."""
        return self.at_home if get_language() == get_source_language() else self.abroad


def read_telephone(text):
    """Return the Telephone that a text is, or None when it is not one number that can be dialled.

    Takes Dutch numbers as people write them, "010 - 794 56 76" or "14 010", and with a country
    code those of everywhere, "0031 10 794 5676".
    """
    figures = re.sub(r"[\s.-]", "", text)
    if SHORT_NUMBER.fullmatch(figures):
        return Telephone(figures, figures, figures)
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    # A link cannot choose an extension: that is for the words around the number.
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return write(number)


def write(number):
    """Return the Telephone of a number that libphonenumber understood."""
    international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    if phonenumbers.region_code_for_number(number) != COUNTRY:
        dialled = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        return Telephone(dialled, international, international)
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    if is_national_only(number):
        return Telephone(re.sub(r"\D", "", national), national, national)
    dialled = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Telephone(dialled, national, international)


def is_national_only(number):
    """Return whether a Dutch number cannot be called from abroad: 14 010, 0800 1234, 0900 1234."""
    return (
        not phonenumbers.can_be_internationally_dialled(number)
        or phonenumbers.number_type(number) in NATIONAL_TYPES
    )


def clean_telephone(text):
    """Return the one way to write a number in the Netherlands; raise ValidationError if it is none.

    No number at all is none to refuse.
    """
    if not text:
        return text
    telephone = read_telephone(text)
    if telephone is None:
        raise ValidationError(
            _(
                "This is not a phone number that can be dialled. Write for example 010 794 5676, "
                "14 010 or +32 2 555 12 12, and nothing else."
            )
        )
    return telephone.at_home
