from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks

from advice.views import repair_page

__all__ = ["insert_script", "insert_style", "register_urls"]


@hooks.register("register_admin_urls")
def register_urls():
    urls = [path("<int:page_id>/repair/", repair_page, name="repair")]
    return [path("advice/", include((urls, "advice")))]


@hooks.register("insert_global_admin_css")
def insert_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/advice.css"))


@hooks.register("insert_editor_js")
def insert_script():
    return format_html('<script src="{}" defer></script>', static("js/admin-advice.js"))
