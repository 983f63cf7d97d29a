"""What visitors fill in to sign up, and subscribers to change their choices."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages.pages import render_language_label
from languages.texts import get_content_languages
from newsletter.models import Topic
from submissions.addresses import get_key, suggest
from submissions.fields import AddressField
from submissions.forms import ProtectedForm

__all__ = ["AddressForm", "PreferencesForm", "ShortSignUpForm", "SignUpForm"]


# A topic beside its box: the name, and below it the description.
LABEL = '<span{}>{}{}<span class="field__help">{}</span></span>'


class TopicsField(forms.ModelMultipleChoiceField):
    """Topics as check boxes, in the language of the page; none chosen stands for all."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(
            queryset=Topic.objects.in_source_language(),
            required=False,
            label=_("What do you want to read about?"),
            help_text=_("Choose nothing, and you get all our news."),
            **kwargs,
        )

    def show(self):
        """Fill in the choices; return whether there are any."""
        topics = Topic.objects.for_visitor()
        self.choices = [(topic.pk, render_label(shown)) for topic, shown in topics]
        return bool(topics)


def render_label(topic):
    """Return a topic as HTML, marked where it is not in the language of the page."""
    code = topic.locale.language_code
    other = "" if code == get_language() else code
    lang = format_html(' lang="{}"', other) if other else ""
    return format_html(LABEL, lang, render_language_label(other), topic.name, topic.description)


class AddressFormMixin:
    """Takes the address that was meant, when a visitor says yes to the question about it."""

    def get_meant(self):
        """Return the address that was probably meant, for a button beside the question, or ""."""
        return suggest(self.asked_back) if self.asked_back else ""

    def clean_email(self):
        return get_key(self.cleaned_data["email"])


class SignUpForm(AddressFormMixin, ProtectedForm):
    """The whole form: an address, and the topics, where there are any."""

    email = AddressField(label=_("Your e-mail address"))
    topics = TopicsField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.fields["topics"].show():
            del self.fields["topics"]


class ShortSignUpForm(AddressFormMixin, ProtectedForm):
    """The form in a panel: an address alone. `SignUpForm` reads what it sends."""

    email = AddressField(label=_("Your e-mail address"))


class AddressForm(AddressFormMixin, ProtectedForm):
    """Another address for a subscriber."""

    email = AddressField(label=_("Your new e-mail address"))


class PreferencesForm(forms.Form):
    """A subscriber's choices."""

    use_required_attribute = False

    topics = TopicsField()
    language = forms.ChoiceField(label=_("In which language?"), choices=get_content_languages)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if not self.fields["topics"].show():
            del self.fields["topics"]
