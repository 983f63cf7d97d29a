from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contact.models import Message, Subject
from submissions.fields import AddressField, LineField, MessageField
from submissions.forms import ProtectedForm

__all__ = ["ContactForm"]

# Three pages of paper.
LONGEST_MESSAGE = 10_000


class ContactForm(ProtectedForm):
    """What a visitor writes to the network, in the language of the page."""

    purpose = "contact"

    name = LineField(
        label=_("Your name"),
        max_length=100,
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = AddressField(
        label=_("Your email address"), help_text=_("We will send our reply to this address.")
    )
    subject = forms.ChoiceField(
        label=_("What is your message about?"),
        error_messages={
            "required": _("Choose what your message is about."),
            "invalid_choice": _("This subject is no longer on the list. Choose another one."),
        },
    )
    message = MessageField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        error_messages={"required": _("Enter your message.")},
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": "contact-%s", **kwargs})
        self.subjects = {str(subject.pk): subject for subject in Subject.objects.for_visitor()}
        if self.subjects:
            self.fields["subject"].choices = [("", _("Choose a subject")), *self.get_choices()]
        else:
            del self.fields["subject"]

    def get_choices(self):
        """Return (key, name) for each subject in the language of the page."""
        return [(key, subject.name) for key, subject in self.subjects.items()]

    def get_message(self, *, default):
        """Return what was filled in, which is valid, as a Message that is not saved.

        `default` is the address that it goes to where there are no subjects to choose from.
        """
        subject = self.subjects.get(self.cleaned_data.get("subject"))
        return Message(
            language=get_language(),
            name=self.cleaned_data["name"],
            email=self.cleaned_data["email"],
            text=self.cleaned_data["message"],
            state=Message.State.SUSPECTED if self.is_trap else Message.State.NEW,
            subject=subject.get_name_for_staff() if subject else "",
            recipient=subject.recipient if subject else default,
        )
