from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

__all__ = ["GuessValidator", "LengthValidator"]

# Of zxcvbn's scores: more than 10^10 guesses. With 3, "Welkom2026!!" is good enough.
SCORE = 4
# It looks no further, to be done in milliseconds.
LONGEST = 72


class GuessValidator:
    """Refuses a password that a program guesses soon, however many marks and capitals it has.

    It reads a password as such a program does: words, names, dates and rows of keys, also with
    figures for letters. `words` is a list of what is thought of first here. Length and variety
    are no rule of their own (NIST SP 800-63B, section 5.1.1.2).
    """

    def __init__(self, words):
        self.words = words

    def validate(self, password, user=None):
        """Raise ValidationError when the password is guessed too soon."""
        own = [getattr(user, name, "") for name in ["email", "first_name", "last_name"]]
        words = [*self.words, *filter(None, own)]
        if zxcvbn(password[:LONGEST], user_inputs=words)["score"] < SCORE:
            raise ValidationError(
                _(
                    "This password is guessed too soon. Take three or four words that have nothing "
                    "to do with one another, nor with the website, a name, a place or a date."
                ),
                code="password_guessed",
            )

    def get_help_text(self):
        return _(
            "A password is safest with three or four words that have nothing to do with one "
            "another, nor with the website, a name, a place or a date."
        )


class LengthValidator(MinimumLengthValidator):
    """Django's, with words that its Dutch catalogue lacks."""

    def get_error_message(self):
        words = _("This password is too short. Take at least %(number)d characters.")
        return words % {"number": self.min_length}
