from django.contrib.auth.models import Permission
from wagtail import hooks

from background.findings import HOOK, find_work
from background.screens import MEND, WorkPanel, WorkViewSet

hooks.register(HOOK, find_work, order=-1)


@hooks.register("register_admin_viewset")
def register_work():
    return WorkViewSet("background_work", url_prefix="reports/work")


@hooks.register("construct_homepage_panels")
def tell_how_the_work_is(request, panels):
    if request.user.has_perm(MEND):
        panels.append(WorkPanel())


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="background", codename="mend_work")
