"""The words to which people agree when they sign up; who changes them makes a new version."""

from django.utils.translation import gettext_lazy as _

__all__ = ["CONSENT"]

CONSENT = _(
    "We mail you our news now and then. You can stop at any time, with the link in every mail."
)
