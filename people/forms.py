from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from languages.texts import get_other_languages

__all__ = ["ContactPersonForm"]

TEXTS = {"role": _("role"), "spoken": _("languages")}
# The name of a field of the form → which text it holds.
TRANSLATED = {
    f"{name}_{language}": (name, language) for name in TEXTS for language in get_other_languages()
}


def make_field(name, language):
    """Return the form field for a text in another language; it may stay empty."""
    return forms.CharField(
        required=False,
        max_length=120,
        label=format_lazy(
            "{language}: {text}", language=get_other_languages()[language], text=TEXTS[name]
        ),
        help_text=_("Leave empty while it is not translated."),
        # Browsers check the spelling in the language of the text.
        widget=forms.TextInput(attrs={"lang": language}),
    )


class TranslatedRoleForm(WagtailAdminModelForm):
    """Keeps what is typed in other languages with the person it is about."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field, (name, language) in TRANSLATED.items():
            self.initial[field] = self.instance.get_translation(name, language)

    def clean(self):
        cleaned_data = super().clean()
        for field, (name, language) in TRANSLATED.items():
            self.instance.set_translation(name, language, cleaned_data.get(field, ""))
        return cleaned_data


# Wagtail's panels want the fields on the class, and which there are depends on a setting.
ContactPersonForm = type(
    "ContactPersonForm",
    (TranslatedRoleForm,),
    {field: make_field(*text) for field, text in TRANSLATED.items()},
)
