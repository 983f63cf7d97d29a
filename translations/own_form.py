"""The form for what a language has of its own: Wagtail's own choosers, and fields for texts."""

from copy import copy, deepcopy

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.whitelist import check_url

from pages.rules import list_reserved_below
from translations.own import load_chosen

__all__ = ["OwnForm", "list_own_rows"]


class OwnForm(forms.Form):
    """A field for each OwnPlace; empty where the language has what the source has.

    The browser sends back what stood there when it was shown, so that only what somebody changed
    is saved.
    """

    def __init__(self, data, places, target=None):
        """`target` is the page or snippet in the language, or None while there is none."""
        super().__init__(data, prefix="own")
        self.places = {each.key: each for each in places}
        self.target = target
        for key, place in self.places.items():
            self.fields[key] = make_field(place)
            self.initial[key] = place.value
            name = self.add_prefix(key)
            words = {"aria-labelledby": f"{name}-label", "aria-describedby": f"{name}-source"}
            self.fields[key].widget.attrs |= words

    def clean(self):
        """Refuse an address that is another page's, and to replace what was not shown."""
        for key in set(self.changed_data) & self.cleaned_data.keys():
            now, seen = self.places[key].value, self.data.get(self[key].html_initial_name, "")
            if now not in {self.get_value(key)} and str(now or "") != seen:
                self.add_error(
                    key, _("Somebody else changed this meanwhile. Load the page again to see it.")
                )
        if slug := "slug" in self.changed_data and self.cleaned_data.get("slug"):
            self.check_address(slug)
        return self.cleaned_data

    def check_address(self, slug):
        page, parent = copy(self.target), self.target.get_parent()
        page.slug = slug
        for reason in list_reserved_below(parent, page):
            self.add_error("slug", reason)
        if parent.get_children().not_page(page).filter(slug=slug).exists():
            self.add_error("slug", _("Another page has this address already. Choose another one."))

    def get_value(self, key):
        """Return what somebody filled in or chose, as it is stored; None where nothing."""
        value = self.cleaned_data[key]
        return getattr(value, "pk", value) or None

    def get_changes(self):
        """Return what somebody changed and is right, by the path of its place, as a dictionary."""
        right = set(self.changed_data) - self.errors.keys()
        return {self.places[key].path: self.get_value(key) for key in right}


def list_own_rows(form):
    """Return (BoundField, what the source has there) for each place of an OwnForm, as a list.

    That is a text or what is chosen. A place whose choice was deleted in the source has no row.
    """
    chosen = load_chosen(form.places.values())
    return [
        (form[key], chosen.get((place.model, place.source)) if place.model else place.source)
        for key, place in form.places.items()
        if place.model is None or not place.source or (place.model, place.source) in chosen
    ]


def make_field(place):
    """Return the form field for an OwnPlace."""
    source = place.place.field
    if place.is_link:
        field = forms.CharField(validators=[check_goal])
    elif isinstance(source, Field):
        field = formfield_for_dbfield(source)
    else:
        field = deepcopy(source.field)
    field.label = place.place.label
    field.help_text = ""
    field.required = field.widget.is_required = False
    field.show_hidden_initial = True
    return field


def check_goal(address):
    """Raise ValidationError for what a link cannot lead to, such as a script."""
    if check_url(address) is None:
        raise ValidationError(_("This is no address that a link can lead to."))
