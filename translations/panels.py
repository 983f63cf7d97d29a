from wagtail.admin.ui.components import Component

from translations.board import list_urgent

__all__ = ["UrgentTranslationsPanel"]

MOST = 5


class UrgentTranslationsPanel(Component):
    """The most urgent translations, on the dashboard."""

    name = "urgent_translations"
    template_name = "translations/panel.html"
    order = 150

    def get_context_data(self, parent_context):
        return {"rows": list_urgent(parent_context["request"].user, MOST)}
