from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from contact.models import Message
from feedback.models import Answer
from submissions.fields import AddressField, MessageField
from submissions.forms import ProtectedForm

__all__ = ["AnswerForm", "RemarkForm", "get_subject"]

LONGEST_REMARK = 2_000


class AnswerForm(forms.Form):
    """Yes or no: one of two buttons below a page. It has no words in it, so it needs no stamp."""

    answer = forms.ChoiceField(choices=Answer.choices)


class RemarkForm(ProtectedForm):
    """What a visitor has to say of a page, if anything."""

    purpose = "feedback"

    message = MessageField(
        label=gettext_lazy("Your remark"),
        max_length=LONGEST_REMARK,
        error_messages={"required": gettext_lazy("Enter your remark, or close this page.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    email = AddressField(
        label=gettext_lazy("Your email address"),
        required=False,
        help_text=gettext_lazy("Only if you want a reply."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": "remark-%s", **kwargs})

    def get_message(self, page, recipient):
        """Return what was filled in about a page, which is valid, as a Message not saved."""
        with override(settings.LANGUAGE_CODE):
            name = _("A visitor")
        return Message(
            language=get_language(),
            name=name,
            email=self.cleaned_data["email"],
            text=self.cleaned_data["message"],
            state=Message.State.SUSPECTED if self.is_trap else Message.State.NEW,
            subject=get_subject(page),
            recipient=recipient,
        )


def get_subject(page):
    """Return the subject of the messages about a page, in the language of staff."""
    longest = Message._meta.get_field("subject").max_length
    with override(settings.LANGUAGE_CODE):
        return (_("Remark about “%(title)s”") % {"title": page.title})[:longest]
