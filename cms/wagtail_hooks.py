from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
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
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        [(static(f"css/admin/{name}.css"),) for name in ["editor", "listings"]],
    )


# For forms: the name of a script, and the words that it says, by the name of their attribute.
EDITOR_SCRIPTS = [
    ("admin-watch", {}),
    (
        "admin-autosave",
        {
            "nothing": _(
                "Nothing is kept yet: the title is missing, or something you typed is not correct."
            ),
            "since": _(
                "All until {time} is kept. Something you typed since is not correct, such as half a"
                " date. Choose “Save draft” to see what."
            ),
        },
    ),
    ("admin-comment-buttons", {}),
    ("admin-names", {}),
    ("admin-undo-delete", {"deleted": _("{block} is deleted."), "undo": _("Put it back")}),
    (
        "admin-paste",
        {
            "headings": _("The headings are plain text here. Make a block “Heading” of each."),
            "tables": _(
                "A table does not fit here; its rows are plain text. Use a block “Table” for it."
            ),
        },
    ),
    ("admin-table", {"plain-rows": _("The first cell of a row is no heading of that row")}),
    ("admin-plan", {}),
    ("admin-faults", {}),
    ("admin-add-part", {}),
]


@hooks.register("insert_editor_js")
def insert_editor_scripts():
    return format_html_join(
        "",
        '<script src="{}"{}></script>',
        [
            (
                static(f"js/{name}.js"),
                flatatt({f"data-{key}": value for key, value in words.items()}),
            )
            for name, words in EDITOR_SCRIPTS
        ],
    )


@hooks.register("construct_help_menu")
def leave_out_the_manuals_of_wagtail(request, menu_items):
    """Take away what leads to Wagtail's own pages, which are in English."""
    theirs = ("editor-guide", "whats-new-in-wagtail")
    menu_items[:] = [item for item in menu_items if not item.name.startswith(theirs)]
