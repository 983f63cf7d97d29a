from wagtail import hooks

from audit.screens import EntryViewSet, KeptViewSet


@hooks.register("register_admin_viewset")
def register_screens():
    return [
        EntryViewSet("audit_entries", url_prefix="reports/who-did-what"),
        KeptViewSet("audit_kept", url_prefix="reports/what-is-kept"),
    ]
