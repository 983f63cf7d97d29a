from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from word_files.reading import UnreadableError, read_word_file

__all__ = ["WordFileForm"]

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_NAME = 255
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordFileForm(forms.Form):
    """A Word file, and the kind of page that it becomes."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A file that ends in .docx, of at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": f".docx,{WORD}"}),
    )
    kind = forms.ChoiceField(label=_("Kind of page"))

    def __init__(self, data, files, page_types):
        """`page_types` is a list of the page types to choose from, the first being the usual."""
        super().__init__(data, files)
        kind = self.fields["kind"]
        kind.choices = [(each._meta.label_lower, each.get_verbose_name()) for each in page_types]
        if len(page_types) == 1:
            kind.widget = forms.HiddenInput()
            kind.initial = kind.choices[0][0]

    def clean_file(self):
        """Return the bytes of a Word file; raise ValidationError for one that cannot be read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            size = filesizeformat(file.size)
            raise ValidationError(
                _("This file is %(size)s, and at most 10 MB fits."), params={"size": size}
            )
        try:
            self.cleaned_data["name"] = PurePath(file.name).stem[:LONGEST_NAME]
            content = file.read()
            read_word_file(content)
        except UnreadableError as error:
            raise ValidationError(
                _(
                    "This file cannot be read. Is it a Word file that ends in .docx? An older file"
                    " (.doc) first has to be saved as .docx in Word."
                )
            ) from error
        return content
