"""The parts of a page on its form, such as the members of a team.

What was removed comes back, and what was begun without a word in it is left out.
"""

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

__all__ = ["PartsPanel"]


class PlaceField(forms.IntegerField):
    """The place of a new part: the browser gives it one, so it is nothing that was filled in."""

    def has_changed(self, initial, data):
        return False


class PartsFormSet(BaseChildFormSet):
    """Forms for parts, of which an editor may put back what autosave has left out already.

    Such a form comes without an id, as a new part does. It says which part it was in `put_back`
    (static/js/admin-undo-delete.js); a new part in its place would have lost its translations.

    A new part in which nothing was filled in is no part: whoever presses “Add” and thinks better of
    it has changed nothing, and is not refused.

    Which part a form is about, the page of the form knows: a part of an earlier version that was
    put back may be in the database no more, where Django looks for it.
    """

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if form.instance.pk is None:
            # Also once autosave has counted it among those that were there.
            form.empty_permitted = True
            if part := self.find_put_back(form):
                form.instance = part
        return form

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        form.fields[self._pk_field.name] = forms.IntegerField(
            required=False, initial=key.initial, widget=key.widget
        )
        if form.instance.pk is None and self.can_order:
            place = PlaceField(required=False, widget=self.get_ordering_widget())
            form.fields[ORDERING_FIELD_NAME] = place

    def full_clean(self):
        """Give an empty part a place at the end, which Wagtail asks of every part."""
        super().full_clean()
        for form in self.forms if self.is_bound else []:
            form.cleaned_data.setdefault(ORDERING_FIELD_NAME, len(self.forms))

    def _should_delete_form(self, form):
        """Leave a new part out that is empty, as Wagtail does with one that was removed again."""
        is_empty = form.instance.pk is None and not form.has_changed()
        return is_empty or super()._should_delete_form(form)

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
