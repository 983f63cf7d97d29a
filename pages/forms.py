"""The forms of Wagtail's own screens for a page; a page type may add to them."""

from django import forms
from django.utils import timezone
from wagtail.admin.forms.pages import CopyForm

from pages.addresses import find_free_slug, propose_slug
from pages.planning import PlannedForm

__all__ = ["BasePageForm", "PageCopyForm"]


class BasePageForm(PlannedForm):
    """The form to write a page in: what can be put right without the editor never stops them."""

    # The names of the dates that a draft may lack.
    kept_dates = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A title of signs alone, or in another script, gives none: `clean_slug` does.
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        """Return the slug, with a number behind it where another page has it, and never empty."""
        title = self.cleaned_data.get("title", "")
        wanted = self.cleaned_data["slug"] or propose_slug(type(self.instance)(title=title))
        return find_free_slug(self.parent_page, wanted, self.instance.pk)

    def clean(self):
        """Leave an expiry date alone that has passed and that nobody changed.

        A page that was taken off the site on its date could not be worked on otherwise. Whoever
        publishes it again hears of the date from the gate (`pages.rules.list_passed_expiry`).
        """
        super().clean()
        self.keep_dates()
        date = self.cleaned_data.get("expire_at")
        if date and date < timezone.now() and "expire_at" not in self.changed_data:
            del self.cleaned_data["expire_at"]
        return self.cleaned_data

    def defer_required_fields(self):
        """Leave the rules of the page and of its parts alone too: this is a draft.

        A date that was emptied, to type another, does not stop the saving either.
        """
        super().defer_required_fields()
        self.mark_unfinished(True)
        fields = self.fields.items()
        self.kept_dates = [
            name for name, each in fields if isinstance(each, forms.DateField) and each.required
        ]
        for name in self.kept_dates:
            self.fields[name].required = False
        self.deferred_required_fields += self.kept_dates

    def restore_required_fields(self):
        super().restore_required_fields()
        self.mark_unfinished(False)

    def keep_dates(self):
        """Keep the date that was there where a draft has none, since the database needs one."""
        for name in self.kept_dates:
            if name in self.cleaned_data and self.cleaned_data[name] is None:
                self.cleaned_data[name] = getattr(self.instance, name)

    def mark_unfinished(self, is_unfinished):
        """Tell the page and its parts whether they are saved as a draft (`FinishedLater`)."""
        parts = [form for formset in self.formsets.values() for form in formset]
        for form in [self, *parts]:
            form.instance.is_unfinished = is_unfinished

    def save(self, commit=True):
        """Save a new page as a draft: Wagtail would show it before the gate for publishing."""
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit=commit)


class PageCopyForm(CopyForm):
    """The form to copy a page, beside itself too."""

    def clean(self):
        """Give the copy a free slug."""
        parent = self.cleaned_data.get("new_parent_page")
        if parent and (wanted := self.cleaned_data.get("new_slug")):
            self.cleaned_data["new_slug"] = find_free_slug(parent, wanted)
        return super().clean()
