from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from dashboard.views import DashboardView

# At Wagtail's own address of its first screen, and so ahead of it.
urlpatterns = [
    path("", never_cache(require_admin_access(DashboardView.as_view())), name="wagtailadmin_home")
]
