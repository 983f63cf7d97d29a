from django.contrib.auth.models import Permission
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from background.findings import HOOK
from delivery.findings import find_stopped
from delivery.models import Delivery
from delivery.screens import RefusedViewSet
from newsletter.models import Subscriber

# Who may see subscribers sees whose mail was refused: their addresses stand there.
register_permission_policy(Delivery, ModelPermissionPolicy(Subscriber))
hooks.register(HOOK, find_stopped)


@hooks.register("register_admin_viewset")
def register_refused():
    return RefusedViewSet("delivery_refused", url_prefix="newsletter/refused")


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="delivery", codename="send_mailing")
