from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.texts import get_content_languages
from newsletter.admin.spreadsheets import read_lines
from newsletter.models import SubscriberImport

__all__ = ["ImportForm"]

MAX_BYTES = 1024 * 1024
MAX_LINES = 5000


class ImportForm(forms.ModelForm):
    """A file of addresses, and where the consent of these people came from.

    Once it is valid, `lines` has the Lines of the file.
    """

    file = forms.FileField(
        label=gettext_lazy("List of addresses"),
        help_text=gettext_lazy(
            "A CSV file of at most 5,000 lines and 1 MB, with a column “E-mailadres” and, if you"
            " like, “Taal” and “Onderwerpen”. From Excel: choose “Save as” and “CSV UTF-8”."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("These people have asked for our newsletter themselves."),
        error_messages={
            "required": gettext_lazy(
                "Without consent nobody may be mailed (Telecommunicatiewet, article 11.7)."
            )
        },
    )

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=lambda: get_content_languages().items(),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For lines that name none."),
    )

    class Meta:
        model = SubscriberImport
        fields = ["statement", "language"]
        widgets = {"statement": forms.Textarea(attrs={"rows": 3})}

    field_order = ["file", "language", "statement", "is_sure"]

    def clean_statement(self):
        statement = self.cleaned_data["statement"]
        if len(statement.split()) < 3:
            raise ValidationError(
                _("Write in a sentence when and how these people gave their consent.")
            )
        return statement

    def clean_file(self):
        """Return the uploaded file, and keep its lines; raises ValidationError as `read_lines`."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("This file is too large: at most 1 MB fits."))
        self.lines = read_lines(file.read(), MAX_LINES)
        self.instance.file_name = file.name[:255]
        return file
