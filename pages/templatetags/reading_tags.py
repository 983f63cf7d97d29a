from django import template

register = template.Library()

# With fewer headings, a list of them is longer than what it spares.
FEWEST_HEADINGS = 3


@register.simple_tag
def contact_people(page):
    """Return the people that visitors may ask about a page, as a list."""
    return page.get_contact_people()


@register.simple_tag
def list_headings(body):
    """Return the blocks of the main headings in a StreamValue, as a list; [] when they are few."""
    headings = [
        block
        for block in body or []
        if block.block_type == "heading" and block.value["level"] == "2"
    ]
    return headings if len(headings) >= FEWEST_HEADINGS else []
