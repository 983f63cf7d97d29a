from wagtail import hooks

from cms.widget_scripts import render_script_tag


@hooks.register("insert_global_admin_js")
def insert_widget_starter():
    return render_script_tag()
