from django import template

from newsletter.forms import ShortSignUpForm, SignUpForm
from newsletter.phrases import CONSENT

register = template.Library()


@register.simple_tag
def short_sign_up_form(place):
    """Return an empty ShortSignUpForm; `place` tells the forms of one page apart."""
    return ShortSignUpForm(auto_id=f"{place}_%s")


@register.simple_tag
def sign_up_form():
    """Return an empty SignUpForm."""
    return SignUpForm()


@register.simple_tag
def consent_words():
    """Return the words to which people agree when they sign up."""
    return CONSENT
