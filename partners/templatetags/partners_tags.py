from django import template

from languages.pages import get_pages_for_visitor
from partners.models import Partner, PartnerIndexPage

register = template.Library()

# The most logos beside each other on a wide screen, and on a narrow one.
MOST_WIDE, MOST_NARROW = 7, 4


@register.inclusion_tag("components/partner_strip.html")
def partner_strip():
    """Render the logos of the partners of today that editors put on the strip."""
    partners = list(Partner.objects.current().filter(on_strip=True).with_logos())
    return {
        "partners": partners,
        "wide": count_columns(len(partners), MOST_WIDE),
        "narrow": count_columns(len(partners), MOST_NARROW),
        "page": partners and find_partners_page(),
    }


def count_columns(number, most):
    """Return in how many columns a number of things stands, so that its rows are as full as can be.

    Seven things of which at most four stand beside each other are four and three, not six and one.
    """
    rows = -(-number // most)
    return -(-number // rows) if rows else 0


def find_partners_page():
    """Return the page with all partners to lead a visitor to, or None."""
    found = get_pages_for_visitor(PartnerIndexPage.objects.values("pk"))
    return next(iter(found.values()), None)
