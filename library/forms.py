from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from languages.texts import get_other_languages
from library.image_files import ImageFormField
from library.models import ImageKind, PeopleShown

__all__ = ["DocumentForm", "ImageForm"]

FIRST_FIELDS = [
    "file",
    "title",
    "description",
    "only_decorates",
    "people_shown",
    "consent_record",
    "credit",
]


class TranslatedTextsForm(BaseCollectionMemberForm):
    """Adds the texts in other languages to Wagtail's form for a picture or document.

    Below the texts in the source language stand, for each other language, fields of their own:
    "description_en". They are ordinary fields, so that every form of Wagtail shows them: to add,
    to edit, to upload many, and to upload while choosing.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = [name for name in self.instance.translated_texts if name in self.fields]
        # The name of the form's field → which text it holds.
        self.translated = {
            f"{name}_{language}": (name, language)
            for language in get_other_languages()
            for name in names
        }
        for field_name, (name, language) in self.translated.items():
            self.fields[field_name] = self.make_field(name, language)
        self.order_fields(self.get_order(names))

    def make_field(self, name, language):
        """Return the form field for the text `name` in another language; it may stay empty."""
        source = self.instance._meta.get_field(name)
        field = source.formfield(
            required=False,
            initial=self.instance.get_translation(name, language),
            label=format_lazy(
                "{language}: {text}",
                language=get_other_languages()[language],
                text=source.verbose_name,
            ),
            help_text=_("Leave empty while it is not translated."),
        )
        # Browsers check the spelling, and screen readers speak, in the language of the text.
        field.widget.attrs["lang"] = language
        return field

    def get_order(self, names):
        """Return the names of all fields, the translations right after the last source text."""
        own = [name for name in self.fields if name not in self.translated]
        place = max((own.index(name) + 1 for name in names), default=0)
        return [*own[:place], *self.translated, *own[place:]]

    def clean(self):
        cleaned_data = super().clean()
        for field_name, (name, language) in self.translated.items():
            if field_name in cleaned_data:
                self.instance.set_translation(name, language, cleaned_data[field_name])
        return cleaned_data


class ImageForm(TranslatedTextsForm, BaseImageForm):
    """Wagtail's form for an image, which takes only what `library.image_files` makes safe.

    It has questions without a preset answer, and no way to upload leaves them out.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if people_shown := self.fields.get("people_shown"):
            people_shown.required = True
            people_shown.choices = PeopleShown.choices
            people_shown.widget = forms.RadioSelect(choices=PeopleShown.choices)
        if file := self.fields.get("file"):
            # Wagtail has no setting for the class of this field.
            self.fields["file"] = ImageFormField(
                label=file.label, required=file.required, widget=file.widget
            )

    def clean(self):
        cleaned_data = super().clean()
        # What is read aloud of a logo is the name of its partner.
        is_told = (
            cleaned_data.get("description")
            or cleaned_data.get("only_decorates")
            or cleaned_data.get("kind") == ImageKind.LOGO
        )
        if "description" in self.fields and not is_told:
            text = _("Describe what is to be seen, or tick that the picture only decorates.")
            self.add_error("description", text)
        return cleaned_data

    def get_first_fields(self):
        """Return what is asked of every upload, as a list of bound fields."""
        return [self[name] for name in FIRST_FIELDS if name in self.fields]

    def get_later_fields(self):
        """Return what can be told of a picture any time, as a list of bound fields."""
        return [field for field in self.visible_fields() if field.name not in FIRST_FIELDS]


class DocumentForm(TranslatedTextsForm, BaseDocumentForm):
    """Wagtail's form for a document, with its texts in other languages."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            # In an upload of many, nothing is asked before a file is kept: it has a default.
            self.fields["language"].required = False
        if "file" in self.fields and self.instance.pk:
            self.fields["file"].help_text = format_lazy(
                "{label}: {state}. {faults} {help}",
                label=_("Text read for search"),
                state=self.instance.get_text_state_display(),
                faults=self.describe_faults(),
                help=self.fields["file"].help_text,
            )

    def describe_faults(self):
        """Return what keeps the file from being read aloud, in a sentence, or ""."""
        faults = self.instance.list_faults()
        words = _("It cannot be read aloud well: %(faults)s. Put the text on a page if you can.")
        return words % {"faults": ", ".join(faults)} if faults else ""
