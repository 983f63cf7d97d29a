from django.contrib.auth.models import Permission
from wagtail import hooks

from background import findings
from search.health import IndexHealthPanel, find_index, get_index_health
from search.screens import CHANGE, SearchGroup

hooks.register(findings.HOOK, find_index)


@hooks.register("register_admin_viewset")
def register_search():
    return SearchGroup()


@hooks.register("construct_homepage_panels")
def tell_that_pages_are_missing(request, panels):
    """Say so where editors begin, but only when something is wrong."""
    if request.user.has_perm(CHANGE) and not get_index_health().is_complete:
        panels.append(IndexHealthPanel())


@hooks.register("register_permissions")
def register_permissions():
    """Offer in the screen for groups what somebody may do with search."""
    return Permission.objects.filter(content_type__app_label="search")
