"""Forms of the editor of a translation."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from translations.limits import list_faults, list_lost_links

__all__ = [
    "FileForm",
    "GapsForm",
    "PassageForm",
    "get_prefix",
    "list_posted",
    "list_seen",
    "unify",
]

LARGEST_FILE = 1024 * 1024
POSTED = re.compile(r"passage-(?P<context>[0-9]{1,18})-(?P<string>[0-9]{1,18})-text")


class PassageForm(forms.Form):
    """One passage: its translation, and whether an older or a machine's one is right as it is.

    The browser sends back what stood in the field when it was shown, so that nothing that somebody
    else wrote meanwhile is overwritten unseen.
    """

    text = forms.CharField(
        label=_("Translation"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    keep = forms.BooleanField(label=_("Still right"), required=False)

    def __init__(self, data, passage, language):
        """`language` is the code of the language to write in."""
        self.passage = passage
        prefix = get_prefix(*passage.key)
        super().__init__(data, prefix=prefix, initial={"text": passage.shown_text})
        widget = self.fields["text"].widget
        widget.attrs |= {
            "lang": language,
            "rows": max(2, len(passage.source_text) // 60 + 1),
            "aria-labelledby": f"{self.prefix}-label",
            "aria-describedby": f"{self.prefix}-source",
        }
        if passage.limit:
            widget.attrs["aria-describedby"] += f" {self.prefix}-limit"
        if passage.is_unchecked:
            self.fields["keep"].label = _("Checked, this is right")
        elif not passage.is_changed:
            del self.fields["keep"]

    def clean_text(self):
        """Return the text as it is stored; raise ValidationError for what cannot be published."""
        text = self.passage.read(unify(self.cleaned_data["text"]))
        if self.takes_theirs:
            return text
        if not text and self.passage.is_translated:
            raise forms.ValidationError(
                _("This was translated; an empty text was not saved. Write the new text here.")
            )
        if faults := list_faults(self.passage, text):
            raise forms.ValidationError(faults)
        return text

    def clean(self):
        """Refuse to replace a text that was not shown, and to lose a link that nobody spoke of."""
        if self.is_overtaken:
            words = _("%(name)s wrote something else here meanwhile. Nothing of it is lost.")
            self.add_error("text", words % {"name": self.passage.get_author() or _("Somebody")})
        elif self.lost_links:
            words = _("A link of the Dutch text is not here: %(links)s.")
            self.add_error("text", words % {"links": "; ".join(self.lost_links)})
        return self.cleaned_data

    @property
    def lost_links(self):
        """The words of the links that the text would lose, unless somebody says that they may go.

        What was saved without them before is not asked again.
        """
        text = self.passage.read(self.read_field("text"))
        if not self.is_touched or not text or self.read_field("unlink"):
            return []
        before = self.passage.translation
        gone = list_lost_links(self.passage, before.data) if before else []
        return [link for link in list_lost_links(self.passage, text) if link not in gone]

    @property
    def is_overtaken(self):
        """Whether somebody else changed what this would replace since it was shown."""
        if not self.is_bound or not self.is_touched:
            return False
        known = [self.read_field("shown"), self.read_field("text")]
        if self.read_field("choice") == "mine":
            known.append(self.read_field("theirs"))
        return self.passage.shown_text.strip() not in known

    @property
    def takes_theirs(self):
        """Whether who saw both texts gives up their own."""
        return self.read_field("choice") == "theirs"

    @property
    def is_touched(self):
        """Whether somebody wrote or ticked something that is to be kept."""
        is_kept = "keep" in self.fields and self.add_prefix("keep") in self.data
        is_typed = self.read_field("text") != self.read_field("shown")
        return (is_kept or is_typed) and not self.takes_theirs

    @property
    def shown(self):
        """The text to send along as the one that was shown.

        Until somebody chooses between two texts, it is the one that both began with.
        """
        return self.read_field("shown") if self.is_overtaken else self.passage.shown_text

    def read_field(self, name):
        return unify(self.data.get(self.add_prefix(name), "")).strip()

    def get_translation(self):
        """Return what the translator made of the passage here as it is stored, or "" if nothing.

        That is a new text, or the one that is there already when they say that it is right.
        """
        if not self.is_touched:
            return ""
        text, there = self.cleaned_data["text"], self.passage.text
        if text and text != there:
            return text
        return there if self.cleaned_data.get("keep") else ""


def get_prefix(context, string):
    """Return what the names of the fields of a passage begin with; both are primary keys.

    That is the place and the words, whatever is added around them meanwhile.
    """
    return f"passage-{context}-{string}"


def list_posted(data):
    """Return the keys of all passages that a form sent, as a list of (context, string)."""
    found = (POSTED.fullmatch(name) for name in data)
    return [(int(match["context"]), int(match["string"])) for match in found if match]


def list_seen(data, passages):
    """Return the keys of the Passages that a form shows as they still are, as a set."""
    return {
        each.key
        for each in passages
        if data.get(f"{get_prefix(*each.key)}-shown") is not None
        if unify(data[f"{get_prefix(*each.key)}-shown"]) == unify(each.shown_text)
    }


def unify(text):
    """Return a text with the ends of lines that are stored; browsers send others."""
    return text.replace("\r\n", "\n")


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


class FileForm(forms.Form):
    """A file from a translation program."""

    file = forms.FileField(label=_("PO or XLIFF file"))

    def clean_file(self):
        """Return the file; raise ValidationError when it is too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large to be a translation of a page."))
        return file
