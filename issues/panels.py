from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from issues.steps import WRITE, list_steps

__all__ = ["CountedInput", "StepsPanel"]


class StepsPanel(Panel):
    """The steps of an issue, above its fields."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "issues/admin/steps_panel.html"

        def get_context_data(self, parent_context=None):
            steps = list_steps(self.instance, WRITE) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "steps": steps}


class CountedInput(forms.TextInput):
    """A line of text that says how many signs it has (`static/js/admin-counter.js`)."""

    def __init__(self, most):
        """`most` is how many of them most people see."""
        words = _("{number} signs; most mailboxes show {most}.")
        super().__init__({"data-count": most, "data-count-words": words})
