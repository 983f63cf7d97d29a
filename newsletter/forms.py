"""What visitors fill in to sign up, and subscribers to change their choices."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages.pages import render_language_label
from languages.texts import get_content_languages
from newsletter.models import EVERYTHING, Choice, Topic
from submissions.addresses import get_key, suggest
from submissions.fields import AddressField
from submissions.forms import ProtectedForm

__all__ = ["AddressForm", "PreferencesForm", "ShortSignUpForm", "SignUpForm"]


# A topic beside its box: the name, and below it the description.
LABEL = '<span id="{}"{}>{}{}<span class="field__help">{}</span></span>'
# What the box for everything sends.
ALL = "all"


class TopicsField(forms.MultipleChoiceField):
    """Everything, and the topics, as check boxes in the language of the page.

    None is ticked beforehand, since that would be no consent (AVG, recital 32).
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        message = _("Choose what you want to read about: all our news, or one or more topics.")
        super().__init__(
            label=_("What do you want to read about?"),
            error_messages={"required": message, "invalid_choice": message},
            **kwargs,
        )

    def show(self, chosen=()):
        """Fill in the boxes; return whether there are any topics. See `for_visitor`."""
        topics = Topic.objects.for_visitor(chosen)
        boxes = [(topic.pk, render_label(topic, shown)) for topic, shown in topics]
        self.choices = [(ALL, render_all()), *boxes]
        return bool(topics)


class ChoiceMixin:
    """A form that may have a TopicsField, `topics`: what was filled in, as a Choice."""

    @property
    def choice(self):
        """Return the Choice of a valid form: everything where there are no topics to choose."""
        topics = self.cleaned_data.get("topics", [ALL])
        return EVERYTHING if ALL in topics else Choice(wants_all=False, topics=tuple(topics))


def render_all():
    """Return the label of the box for everything as HTML."""
    help_text = _("Including topics that we add later.")
    return format_html(LABEL, "topics-all", "", "", _("All our news"), help_text)


def render_label(topic, shown):
    """Return a topic as HTML, as it is `shown`: marked if not in the language of the page."""
    code = shown.locale.language_code
    other = "" if code == get_language() else code
    lang = format_html(' lang="{}"', other) if other else ""
    label = render_language_label(other)
    return format_html(LABEL, topic.get_anchor(), lang, label, shown.name, shown.description)


class AddressFormMixin:
    """Takes the address that was meant, when a visitor says yes to the question about it."""

    def get_meant(self):
        """Return the address that was probably meant, for a button beside the question, or ""."""
        return suggest(self.asked_back) if self.asked_back else ""

    def clean_email(self):
        return get_key(self.cleaned_data["email"])


class SignUpForm(AddressFormMixin, ChoiceMixin, ProtectedForm):
    """The whole form: an address, and the topics, where there are any."""

    purpose = "sign-up"

    email = AddressField(label=_("Your email address"))
    topics = TopicsField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.fields["topics"].show():
            del self.fields["topics"]


class ShortSignUpForm(AddressFormMixin, ProtectedForm):
    """The form in a panel: an address, for everything. `SignUpForm` reads what it sends."""

    purpose = "sign-up"

    email = AddressField(label=_("Your email address"))
    topics = forms.MultipleChoiceField(initial=[ALL], widget=forms.MultipleHiddenInput)


class AddressForm(AddressFormMixin, ProtectedForm):
    """Another address for a subscriber."""

    purpose = "move"

    email = AddressField(label=_("Your new email address"))


class PreferencesForm(ChoiceMixin, forms.Form):
    """A subscriber's choices, as they are until others are filled in."""

    use_required_attribute = False

    topics = TopicsField()
    language = forms.ChoiceField(label=_("In which language?"), choices=get_content_languages)

    def __init__(self, *args, subscriber, **kwargs):
        chosen = list(subscriber.topics.values_list("pk", flat=True))
        initial = {
            "topics": [ALL] if subscriber.wants_all else chosen,
            "language": subscriber.language,
        }
        super().__init__(*args, **{"label_suffix": "", "initial": initial, **kwargs})
        if not self.fields["topics"].show(chosen):
            del self.fields["topics"]
