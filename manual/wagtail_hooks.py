from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from manual.views import ContentsView, PartView, serve_picture

URLS = [
    path("", ContentsView.as_view(), name="contents"),
    path("picture/<str:name>", serve_picture, name="picture"),
    path("<slug:name>/", PartView.as_view(), name="part"),
]


@hooks.register("register_admin_urls")
def register_manual():
    return [path("manual/", include((URLS, "manual")))]


@hooks.register("register_help_menu_item")
def register_manual_menu_item():
    return MenuItem(_("User manual"), reverse_lazy("manual:contents"), icon_name="help", order=100)
