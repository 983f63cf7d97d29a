from django.contrib.auth.models import Permission
from wagtail import hooks

from background.dashboard import add_failed, add_health
from background.findings import HOOK, find_work
from background.screens import WorkViewSet

hooks.register(HOOK, find_work, order=-1)
hooks.register("construct_dashboard", add_failed)
hooks.register("construct_dashboard", add_health)


@hooks.register("register_admin_viewset")
def register_work():
    return WorkViewSet("background_work", url_prefix="reports/work")


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="background", codename="mend_work")
