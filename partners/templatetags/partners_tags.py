from django import template

from partners.models import Partner

register = template.Library()


@register.inclusion_tag("components/partner_strip.html")
def partner_strip():
    """Render the logos of the partners of today that editors put on the strip."""
    return {"partners": Partner.objects.current().filter(on_strip=True).with_logos()}
