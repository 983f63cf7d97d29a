from django import template

from newsletter.forms import ShortSignUpForm, SignUpForm
from newsletter.models import NewsletterPage, Topic
from newsletter.models.consent import CONSENT

register = template.Library()

PRIVACY_SLUG = "privacy"


@register.simple_tag
def short_sign_up_form(place):
    """Return an empty ShortSignUpForm; `place` tells the forms of one page apart."""
    return ShortSignUpForm(auto_id=f"{place}_%s")


@register.simple_tag
def sign_up_form():
    """Return an empty SignUpForm."""
    return SignUpForm()


@register.simple_tag
def topic_address(theme):
    """Return where visitors choose the topic about a Theme, or "" where there is none."""
    page, topic = NewsletterPage.objects.get_for_visitor(), Topic.objects.get_about(theme)
    return f"{page.url}#{topic.get_anchor()}" if page and topic else ""


@register.simple_tag
def consent_words():
    """Return the words to which people agree when they sign up."""
    return CONSENT


@register.simple_tag
def privacy_page(nav):
    """Return the page about privacy in the language of the visitor, or None.

    That is the one right below the home page with the name in web addresses that both Dutch and
    English have for it. `nav` is the Navigation, or "" where there is none.
    """
    sections = [*(item.page for item in nav.menu), *nav.footer] if nav else []
    return next((page for page in sections if page.slug == PRIVACY_SLUG), None)
