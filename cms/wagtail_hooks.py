from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from cms.widget_scripts import render_script_tag


@hooks.register("insert_global_admin_js")
def insert_widget_starter():
    return render_script_tag()


@hooks.register("insert_global_admin_js")
def insert_dates():
    return format_html('<script src="{}"></script>', static("js/admin-dates.js"))


@hooks.register("insert_global_admin_css")
def insert_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/editor.css"))


@hooks.register("insert_editor_js")
def insert_editor_scripts():
    return format_html(
        '<script src="{}" data-nothing="{}" data-since="{}"></script><script src="{}"></script>'
        '<script src="{}" data-deleted="{}" data-undo="{}"></script>'
        '<script src="{}" data-headings="{}" data-tables="{}"></script><script src="{}"></script>',
        static("js/admin-autosave.js"),
        _("Nothing is kept yet: the title is missing, or something you typed is not correct."),
        _(
            "All until {time} is kept. Something you typed since is not correct, such as half a"
            " date. Choose “Save draft” to see what."
        ),
        static("js/admin-comment-buttons.js"),
        static("js/admin-undo-delete.js"),
        _("{block} is deleted."),
        _("Put it back"),
        static("js/admin-paste.js"),
        _("The headings are plain text here. Make a block “Heading” of each."),
        _("A table does not fit here; its rows are plain text. Use a block “Table” for it."),
        static("js/admin-plan.js"),
    )
