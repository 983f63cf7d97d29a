from django.contrib.auth.models import Permission
from wagtail import hooks

from linkcheck.dashboard import add_broken_links
from linkcheck.screens import LinkViewSet

hooks.register("construct_dashboard", add_broken_links)


@hooks.register("register_admin_viewset")
def register_links():
    return LinkViewSet("links", url_prefix="links")


@hooks.register("register_permissions")
def register_permissions():
    """Offer in the screen for groups who may see links that lead nowhere, and change them."""
    return Permission.objects.filter(content_type__app_label="linkcheck")
