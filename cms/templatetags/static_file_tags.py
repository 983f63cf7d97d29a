from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html

from cms.static_files import STYLESHEETS

register = template.Library()


@register.simple_tag
def stylesheets():
    """Return the names of the stylesheets to link: one where collectstatic joined them, or all."""
    return getattr(staticfiles_storage, "stylesheets", STYLESHEETS)


@register.simple_tag
def module_script(name):
    """Return the element for one of our scripts; with its hash where collectstatic fixed the file.

    The hash keeps a browser from running anything else, should a proxy or mirror change the file.
    """
    get_integrity = getattr(staticfiles_storage, "get_integrity", None)
    if not get_integrity:
        return format_html('<script type="module" src="{}"></script>', static(name))
    return format_html(
        '<script type="module" src="{}" integrity="{}"></script>', static(name), get_integrity(name)
    )
