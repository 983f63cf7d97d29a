"""Fields for what people write in many ways, and that is kept in one."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from people.telephone import clean_telephone

__all__ = ["PostcodeField", "TelephoneField"]

POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Z]{2})")


class CleanedField(models.CharField):
    """A text that `tidy` has put right before it is stored; to the database, a CharField."""

    def tidy(self, text):
        """Return the text as it is stored, or raise ValidationError."""
        raise NotImplementedError

    def clean(self, value, model_instance):
        return super().clean(self.tidy(value.strip()), model_instance)

    def formfield(self, **kwargs):
        # So much room for what is typed; what is stored is checked after it was put right.
        return super().formfield(**{"max_length": 60, **kwargs})

    def deconstruct(self):
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options


class PostcodeField(CleanedField):
    """A Dutch postcode, "3015 CX", also from "3015cx"."""

    def tidy(self, text):
        found = POSTCODE.fullmatch(text.upper())
        if text and not found:
            raise ValidationError(
                _("A postcode has four figures and two letters, for example 3015 CX.")
            )
        return " ".join(found.groups()) if found else ""


class TelephoneField(CleanedField):
    """A telephone number that can be dialled, as people write it in the Netherlands."""

    def tidy(self, text):
        return clean_telephone(text)
