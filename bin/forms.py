"""What is asked of whoever takes pages off the site."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from bin.destinations import keep_visible, list_destinations

__all__ = ["LeavingForm", "SlugsForm"]

OTHER = "other"
NOWHERE = ""


class LeavingForm(forms.Form):
    """Whether translations go too, and where visitors are sent.

    `pages` are those that go and `translations` what they are in other languages, both as lists.
    Who may not take the translations off the site has none of them here.
    """

    with_translations = forms.BooleanField(required=False, initial=True)
    destination = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("Where do we send visitors?"),
    )
    other = forms.ModelChoiceField(
        Page.objects.all(), required=False, widget=AdminPageChooser, label=gettext_lazy("That page")
    )

    def __init__(self, *args, pages, translations, **kwargs):
        super().__init__(*args, **kwargs)
        self.pages, self.translations = pages, translations
        self.ask_about_translations()
        if any(page.live for page in [*pages, *translations]):
            self.ask_where_to()
        else:
            # Nobody comes to an address that was never there.
            del self.fields["destination"], self.fields["other"]

    def ask_about_translations(self):
        if not self.translations:
            del self.fields["with_translations"]
            return
        self.fields["with_translations"].label = describe_translations(self.translations)

    def ask_where_to(self):
        found = list_destinations(self.pages)
        self.proposed = {str(page.pk): page for page in found}
        above = {page.get_parent().pk for page in self.pages}
        field = self.fields["destination"]
        field.choices = [
            *((str(page.pk), describe(page, page.pk in above)) for page in found),
            (NOWHERE, _("Nowhere: they read that the page is gone")),
            (OTHER, _("Another page")),
        ]
        field.initial = field.choices[0][0]

    def clean(self):
        super().clean()
        choice, other = self.cleaned_data.get("destination"), self.cleaned_data.get("other")
        if choice == OTHER and not (other and keep_visible([other], self.list_leaving())):
            raise ValidationError({"other": _("Choose a page that every visitor can see.")})

    def list_leaving(self):
        """Return the pages that go, as a list."""
        chosen = self.cleaned_data.get("with_translations")
        return [*self.pages, *(self.translations if chosen else [])]

    def get_translations(self):
        """Return the translations that go too, as a list of pages."""
        return self.list_leaving()[len(self.pages) :]

    def get_destination(self):
        """Return the page that visitors are sent to, or None for nowhere."""
        choice = self.cleaned_data.get("destination")
        return self.cleaned_data.get("other") if choice == OTHER else self.get_proposed(choice)

    def get_proposed(self, choice):
        return self.proposed.get(choice) if choice else None


def describe_translations(translations):
    if len(translations) == 1:
        (page,) = translations
        return _("Also the page in the other language (%(language)s): “%(title)s”") % {
            "language": page.locale.get_display_name(),
            "title": page.title,
        }
    return _("Also the %(number)d pages in other languages") % {"number": len(translations)}


def describe(page, is_above):
    """Return a page as a choice, in words."""
    if is_above:
        return _("“%(title)s”, the page above it") % {"title": page.title}
    return _("“%(title)s”, on the same subject") % {"title": page.title}


class SlugsForm(forms.Form):
    """Asks for another slug for each page that comes back where its slug is taken meanwhile.

    `places` is a list of `restoring.Place`.
    """

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {f"slug-{place.deleted.page_id}": place for place in places if place.is_taken}
        for name, place in self.places.items():
            self.fields[name] = forms.SlugField(
                label=_("New name in the address of “%(title)s”")
                % {"title": place.deleted.page.title},
                initial=place.free_slug,
                help_text=_("Another page has “%(slug)s” now.") % {"slug": place.deleted.slug},
            )

    def clean(self):
        super().clean()
        for name, place in self.places.items():
            slug = self.cleaned_data.get(name)
            if slug and place.parent.get_children().filter(slug=slug).exists():
                self.add_error(name, _("Another page has this name too. Choose another one."))

    def get_slugs(self):
        """Return the slugs that were chosen, by the key of the page."""
        return {
            place.deleted.page_id: self.cleaned_data[name] for name, place in self.places.items()
        }
