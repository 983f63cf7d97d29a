"""The parts of a page on its form, such as the members of a team; what was removed comes back."""

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

__all__ = ["PartsPanel"]


class PartsFormSet(BaseChildFormSet):
    """Forms for parts, of which an editor may put back what autosave has left out already.

    Such a form comes without an id, as a new part does. It says which part it was in `put_back`
    (static/js/admin-undo-delete.js); a new part in its place would have lost its translations.
    """

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if form.instance.pk is None and (part := self.find_put_back(form)):
            form.instance = part
        return form

    def find_put_back(self, form):
        """Return the part of the page on the site that the editor put back, or None."""
        pk = form.data.get(form.add_prefix("put_back"), "")
        if not pk.isdecimal():
            return None
        parts = self.model._default_manager.filter(**{self.fk.name: self.instance.pk})
        return parts.filter(pk=pk).first()


class PartsPanel(InlinePanel):
    """Wagtail's panel for the parts of a page, with our forms for them."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = PartsFormSet
        return options
