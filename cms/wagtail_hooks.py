from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks

from cms.widget_scripts import render_script_tag


@hooks.register("insert_global_admin_js")
def insert_widget_starter():
    return render_script_tag()


@hooks.register("insert_global_admin_js")
def insert_dates():
    return format_html('<script src="{}"></script>', static("js/admin-dates.js"))


@hooks.register("insert_editor_js")
def insert_editor_scripts():
    scripts = [static("js/admin-autosave.js"), static("js/admin-comment-buttons.js")]
    return format_html_join("", '<script src="{}"></script>', [(script,) for script in scripts])
