"""Forms of the editor of a translation."""

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["GapsForm", "PassageForm", "PoFileForm"]

LARGEST_PO_FILE = 1024 * 1024


class PassageForm(forms.Form):
    """One passage: its translation, and whether an older or a machine's one is right as it is."""

    text = forms.CharField(
        label=_("Translation"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    keep = forms.BooleanField(label=_("Still right"), required=False)

    def __init__(self, data, passage, language):
        """`language` is the code of the language to write in."""
        self.passage = passage
        super().__init__(
            data,
            prefix=f"passage-{passage.segment.pk}",
            initial={"text": passage.shown_text},
        )
        widget = self.fields["text"].widget
        widget.attrs |= {
            "lang": language,
            "rows": max(2, len(passage.source_text) // 60 + 1),
            "aria-labelledby": f"{self.prefix}-label",
            "aria-describedby": f"{self.prefix}-source",
        }
        if passage.is_unchecked:
            self.fields["keep"].label = _("Checked, this is right")
        elif not passage.is_changed:
            del self.fields["keep"]

    def clean_text(self):
        """Return the text as it is stored; raise ValidationError for markup that does not fit."""
        text = self.passage.read(self.cleaned_data["text"].replace("\r\n", "\n"))
        if not text and self.passage.is_translated:
            raise forms.ValidationError(
                _("This was translated; an empty text was not saved. Write the new text here.")
            )
        if not self.passage.fits(text):
            raise forms.ValidationError(
                _(
                    "What stands between < and > does not fit. Leave these signs as they are in the"
                    " Dutch text."
                )
            )
        return text

    def get_translation(self):
        """Return what the translator made of the passage here as it is stored, or "" if nothing.

        That is a new text, or the one that is there already when they say that it is right.
        """
        text, there = self.cleaned_data["text"], self.passage.text
        if text and text != there:
            return text
        return there if self.cleaned_data.get("keep") else ""


class GapsForm(forms.Form):
    """What visitors get where there is no translation yet."""

    gaps = forms.ChoiceField(
        label=_("What do visitors see in these places?"),
        initial="show",
        widget=forms.RadioSelect,
        choices=[
            ("show", _("The Dutch text, with a note that it is in Dutch")),
            ("leave_out", _("Nothing: leave these places out")),
        ],
    )

    def leaves_out(self):
        """Return whether the gaps are to be left out."""
        return self.cleaned_data["gaps"] == "leave_out"


class PoFileForm(forms.Form):
    """A file from a translation program."""

    file = forms.FileField(label=_("PO file"))

    def clean_file(self):
        """Return the file; raise ValidationError when it is too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PO_FILE:
            raise forms.ValidationError(_("This file is too large to be a translation of a page."))
        return file
