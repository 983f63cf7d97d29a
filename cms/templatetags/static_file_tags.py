from django import template
from django.contrib.staticfiles.storage import staticfiles_storage

from cms.static_files import STYLESHEETS

register = template.Library()


@register.simple_tag
def stylesheets():
    """Return the names of the stylesheets to link: one where collectstatic joined them, or all."""
    return getattr(staticfiles_storage, "stylesheets", STYLESHEETS)
