from django import forms
from wagtail.admin.panels import HelpPanel

__all__ = ["DoiPanel"]


class DoiPanel(HelpPanel):
    """The button that fills the empty fields of the form with what is known of its DOI."""

    def __init__(self, **kwargs):
        super().__init__(**{"template": "publications/admin/doi_panel.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def media(self):
            return forms.Media(js=["js/admin-doi.js"])
