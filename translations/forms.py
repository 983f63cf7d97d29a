"""Forms of the translation board and of the editor of a translation."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.strings import StringValue, validate_translation_links

from translations.board import list_kinds, list_target_locales
from translations.catching_up import keep_passage
from translations.passages import translate_passage
from translations.states import State

__all__ = ["BoardForm", "GapsForm", "PassageForm", "PoFileForm"]

LARGEST_PO_FILE = 1024 * 1024


class BoardForm(forms.Form):
    """What to show on the board, in the query string; what is unknown there shows everything."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *State.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    age = forms.ChoiceField(
        label=_("Changed in Dutch"),
        required=False,
        choices=[
            ("", _("At any time")),
            ("7", _("More than a week ago")),
            ("30", _("More than a month ago")),
            ("90", _("More than three months ago")),
        ],
    )
    owner = forms.ChoiceField(label=_("Made by"), required=False)
    sorting = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("urgency", _("Most urgent first")), ("changed", _("Latest change first"))],
    )

    def __init__(self, data):
        super().__init__(data)
        self.locales = list_target_locales()
        self.fields["language"].choices = [
            (each.language_code, each.get_display_name()) for each in self.locales
        ]
        if len(self.locales) < 2:
            self.fields["language"].widget = forms.HiddenInput()
        self.fields["kind"].choices = [("", _("All kinds")), *list_kind_choices()]
        self.fields["owner"].choices = [("", _("Everybody")), *list_owner_choices()]
        self.is_valid()

    def get_locale(self):
        """Return the Locale that was chosen, or the first, or None where there is none."""
        chosen = self.cleaned_data.get("language")
        matching = [each for each in self.locales if each.language_code == chosen]
        return next(iter([*matching, *self.locales]), None)

    def get_filters(self):
        """Return the arguments for `find_rows`."""
        values = self.cleaned_data
        return {
            "state": values.get("state", ""),
            "kind": values.get("kind", ""),
            "age": int(values.get("age") or 0),
            "owner": values.get("owner", ""),
            "sorting": values.get("sorting") or "urgency",
        }


def list_kind_choices():
    choices = [
        (str(ContentType.objects.get_for_model(model).pk), capfirst(model._meta.verbose_name))
        for model in list_kinds()
    ]
    return sorted(choices, key=lambda choice: str(choice[1]))


def list_owner_choices():
    owners = Page.objects.filter(depth__gt=1, owner__isnull=False).order_by().values("owner")
    users = get_user_model().objects.filter(pk__in=owners)
    return [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]


class PassageForm(forms.Form):
    """One passage: its translation, and whether an older or a machine's one is right as it is."""

    text = forms.CharField(
        label=_("Translation"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    keep = forms.BooleanField(label=_("Still right"), required=False)

    def __init__(self, data, passage, locale, is_rich):
        """`is_rich` says whether the text has markup; other text is shown as it is read."""
        self.passage, self.locale, self.is_rich = passage, locale, is_rich
        super().__init__(
            data, prefix=f"passage-{passage.segment.pk}", initial={"text": self.show(passage.text)}
        )
        widget = self.fields["text"].widget
        widget.attrs |= {
            "lang": locale.language_code,
            "rows": max(2, len(passage.source_text) // 60 + 1),
            "aria-labelledby": f"{self.prefix}-label",
            "aria-describedby": f"{self.prefix}-source",
        }
        if passage.is_unchecked:
            self.fields["keep"].label = _("Checked, this is right")
        elif not passage.is_changed:
            del self.fields["keep"]

    @property
    def source(self):
        """Return the text to translate, as the translation is to be written."""
        return self.show(self.passage.source_text)

    def show(self, text):
        return text if self.is_rich else StringValue(text).render_text()

    def read(self, text):
        return text if self.is_rich else StringValue.from_plaintext(text).data

    def clean_text(self):
        """Return the text as it is stored; raise ValidationError for markup that does not fit."""
        text = self.read(self.cleaned_data["text"].replace("\r\n", "\n"))
        if not text and self.passage.is_translated:
            raise forms.ValidationError(
                _("This was translated; an empty text was not saved. Write the new text here.")
            )
        try:
            StringValue.from_translated_html(text)
            validate_translation_links(self.passage.source_text, text)
        except ValueError as error:
            raise forms.ValidationError(
                _(
                    "What stands between < and > does not fit. Leave these signs as they are in the"
                    " Dutch text."
                )
            ) from error
        return text

    def save(self, user):
        """Store what the translator did here, if anything."""
        text = self.cleaned_data["text"]
        if text and (text != self.passage.text or self.is_first()):
            translate_passage(self.passage, self.locale, text, user)
        elif self.cleaned_data.get("keep"):
            keep_passage(self.passage, self.locale, user)

    def is_first(self):
        """Whether there is no translation of this or the text before that could be kept."""
        return self.passage.translation is None and self.passage.previous is None


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
