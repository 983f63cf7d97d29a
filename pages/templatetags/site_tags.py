from decimal import Decimal

from django import template
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.formats import localize
from django.utils.translation import gettext as _

from pages.models import ContactSettings
from pages.navigation import get_navigation
from pages.structured_data import breadcrumb_list, render_json_ld
from pages.typography import keep_together

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context):
    """Return the Navigation around the page in the context (none on an error page)."""
    return get_navigation(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def open_graph_image(context):
    """Return the picture to share the current page with, as a `pages.models.OpenGraphImage`."""
    return context["page"].get_open_graph_image(context["request"])


@register.simple_tag
def list_title(page, filter_form, items=None):
    """Return the title of a list with what makes it differ: its filters, and the number of `items`.

    For example "Nieuws, 2018, Armoede, pagina 2" (WCAG 2.4.2).
    """
    parts = [page.get_head_title(), *map(str, filter_form.get_chosen_labels())]
    # Not `if items`, which would ask for them.
    if items is not None and items.number > 1:
        parts.append(_("page %(number)s") % {"number": items.number})
    return ", ".join(parts)


@register.simple_tag(takes_context=True)
def json_ld(context, nav):
    """Return the JSON-LD of the current page and of the way to it."""
    page = context["page"]
    things = page.get_structured_data(context["request"])
    if nav.breadcrumbs:
        things = [*things, breadcrumb_list([*nav.breadcrumbs, page])]
    return render_json_ld(things)


@register.simple_tag
def telephone_if_known():
    """Return the Telephone of the site, or None when the database does not tell: for error pages.

    Where there was no connection to it, none is waited for again.
    """
    if connection.connection is None:
        return None
    try:
        contact = ContactSettings.objects.first()
    except DatabaseError:
        return None
    return contact and contact.get_telephone()


@register.simple_tag
def footer_pages(contact, nav):
    """Return the pages for the foot of a page: what the ContactSettings say, and the Navigation."""
    return contact.get_footer_pages(nav.footer)


@register.filter
def has_session(request):
    """Return whether somebody may be signed in, without asking who."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


@register.filter
def open_graph_locale(language):
    """Return the language with its territory, as Open Graph wants it: "nl" gives "nl_NL"."""
    return settings.OPEN_GRAPH_LOCALES.get(language, language)


@register.simple_tag
def section_of(nav, page):
    """Return the page right below the home page that `page` stands under, or None."""
    return nav.get_section(page)


@register.simple_tag
def path_below(page, name, *arguments):
    """Return where a route of a page is below it; the page may be a plain one, as in a menu."""
    return page.specific_class.get_resolver().reverse(name, *arguments)


register.filter("keep_together", keep_together, is_safe=True)


@register.filter
def cell_text(cell):
    """Return what a cell of a table shows; a figure as the language of the page writes it."""
    if cell.value is None:
        return ""
    return localize(cell.value) if isinstance(cell.value, Decimal) else cell.render()
