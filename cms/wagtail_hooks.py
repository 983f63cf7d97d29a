from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from cms.widget_scripts import render_script_tag


@hooks.register("insert_global_admin_js")
def insert_widget_starter():
    return render_script_tag()


@hooks.register("insert_global_admin_js")
def insert_dates():
    return format_html('<script src="{}"></script>', static("js/admin-dates.js"))


@hooks.register("insert_editor_js")
def insert_autosave():
    return format_html('<script src="{}"></script>', static("js/admin-autosave.js"))
