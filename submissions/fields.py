"""Fields for what visitors type: forgiving about what nobody can see, clear about the rest.

None has a `maxlength`, with which a browser cuts off what somebody pastes and says nothing.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.addresses import MAX_LENGTH, normalise, unwrap

__all__ = ["AddressField", "LineField", "MessageField"]

# What no keyboard types: PostgreSQL cannot keep NUL, and the header of a mail none of them.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Signs that turn around the words after them: in a list, those of the next column as well.
DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
TOO_LONG = {
    "max_length": _("Your text has %(show_value)d characters. The limit is %(limit_value)d.")
}


class LineField(forms.CharField):
    """Some words on one line, safe in the header of a mail: a line break becomes a space."""

    default_error_messages = TOO_LONG

    def widget_attrs(self, widget):
        return {}

    def to_python(self, value):
        """Return the words with one space between them."""
        words = CONTROL.sub(" ", DIRECTION.sub("", value or ""))
        return " ".join(words.split())


class MessageField(forms.CharField):
    """Text of any number of lines, in any script."""

    widget = forms.Textarea
    default_error_messages = TOO_LONG

    def widget_attrs(self, widget):
        return {}

    def to_python(self, value):
        """Return the text with one character for each line break; a browser sends two."""
        lines = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        return CONTROL.sub("", lines).strip()


class AddressField(forms.EmailField):
    """An email address of at most 254 characters, as `submissions.addresses.normalise` writes it.

    The browser offers the visitor's own (WCAG 1.3.5). What looks mistyped is asked back by
    `submissions.forms.ProtectedForm`.
    """

    default_error_messages = {
        **TOO_LONG,
        "required": _("Enter your email address, for example name@example.nl."),
        "invalid": _("Enter a valid email address, for example name@example.nl."),
    }

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": MAX_LENGTH, **kwargs})

    def widget_attrs(self, widget):
        return {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}

    def to_python(self, value):
        """Return the normalised address; raises ValidationError where it can be none."""
        address = super().to_python(unwrap(value or ""))
        try:
            return normalise(address) if address else address
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
