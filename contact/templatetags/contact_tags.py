from django import template
from django.conf import settings

from contact.forms import ContactForm

register = template.Library()


@register.simple_tag(takes_context=True)
def contact_form(context):
    """Return the form as it was sent, or an empty one."""
    return context.get("contact_form") or ContactForm()


@register.simple_tag
def months_kept():
    """Return for how many months (int) a message is kept."""
    return settings.CONTACT_MONTHS_KEPT
