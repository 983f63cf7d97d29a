from django.contrib.auth.models import Permission
from wagtail import hooks

from search.viewsets import SearchGroup

PERMITTED = {"question": ["change"], "synonym": ["add", "change", "delete"]}
PERMITTED["pinnedpage"] = PERMITTED["synonym"]


@hooks.register("register_admin_viewset")
def register_search():
    return SearchGroup()


@hooks.register("register_permissions")
def register_permissions():
    """Offer in the screen for groups what somebody may do with search."""
    names = [f"{action}_{model}" for model, actions in PERMITTED.items() for action in actions]
    return Permission.objects.filter(content_type__app_label="search", codename__in=names)
