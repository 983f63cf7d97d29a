from django.contrib.auth.models import Permission
from wagtail import hooks

from background import findings
from search.dashboard import add_missing_pages, add_unfound
from search.health import find_index
from search.screens import SearchGroup

hooks.register(findings.HOOK, find_index)
hooks.register("construct_dashboard", add_missing_pages)
hooks.register("construct_dashboard", add_unfound)


@hooks.register("register_admin_viewset")
def register_search():
    return SearchGroup()


@hooks.register("register_permissions")
def register_permissions():
    """Offer in the screen for groups what somebody may do with search."""
    return Permission.objects.filter(content_type__app_label="search")
