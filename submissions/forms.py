"""The protection that all forms for visitors share; it needs no cookie, no script and no puzzle.

Why these means and no others: docs/decisions/0010-forms-without-cookies.md.
"""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from submissions import stamps
from submissions.addresses import suggest
from submissions.fields import AddressField, LineField

__all__ = ["FormError", "ProtectedForm"]

# Nobody fills in a form in less; pages are kept, and stay open, for no longer than a week.
SHORTEST = timedelta(seconds=2)
LONGEST = timedelta(days=7)
# How long it has to be open while the whole site is too busy.
SLOW = timedelta(seconds=30)


@dataclass(frozen=True)
class FormError:
    """A message in the summary above a form, and the id that it links to; "" for no link."""

    message: str
    target: str


class ProtectedForm(forms.Form):
    """A form that takes nothing from programs, which fill in what nobody sees, or send it at once.

    Needs the templates `components/form_errors.html` above it, `components/protection.html` and
    `components/field.html` in it, `novalidate`, and a view with
    `submissions.origin.same_site_only`. A view answers `is_trap` just as it answers success, and
    does nothing, or keeps what was sent for staff to look at. Where one page has more forms, each
    has an `auto_id` of its own.

    An address that looks mistyped is asked back once: sent again unchanged, it is taken.
    """

    # The trap: nobody sees it, and a program that fills in all it finds fills it in. Browsers fill
    # in what is called website, url or company by themselves; this name says nothing to them.
    remark = LineField(required=False, widget=forms.HiddenInput)
    # When the page was made, signed: see submissions.stamps.
    stamp = LineField(required=False, widget=forms.HiddenInput)
    # Whichever address was asked back.
    asked = LineField(required=False, widget=forms.HiddenInput)

    # Which form a stamp is for: one of another form is none.
    purpose = ""

    # The browser's own messages come one by one, vanish, and are in its own language.
    use_required_attribute = False
    asked_back = ""
    is_worn_out = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            if field.required and is_one_control(field.widget):
                field.widget.attrs["aria-required"] = "true"

    @property
    def is_trap(self):
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get(self.add_prefix("remark")))

    @property
    def error_list(self):
        """The errors in the order of the form, as a list of FormError."""
        targets = {NON_FIELD_ERRORS: "", **{field.name: get_target(field) for field in self}}
        return [
            FormError(message, target)
            for name, target in targets.items()
            for message in self.errors.get(name, [])
        ]

    def get_stamp(self):
        """Return the stamp for the page: on an answer, the one that was sent while it is good.

        A page to begin with has that of its day. So it is the same for every visitor.
        """
        if not self.is_bound:
            return stamps.make_day_stamp(self.purpose)
        sent = self.data.get(self.add_prefix("stamp"), "")
        is_good = stamps.is_within(sent, self.purpose, LONGEST) and not self.is_worn_out
        return sent if is_good else self.make_stamp()

    @classmethod
    def make_stamp(cls):
        """Return the time of now, signed, for this form; no two are the same."""
        return stamps.make_own_stamp(cls.purpose)

    def renew_stamp(self):
        """Give the page a stamp of its own, other than the one that was sent."""
        self.is_worn_out = True

    def has_been_open(self, time):
        """Return whether the page was certainly open for `time`, a timedelta.

        Of a page with the stamp of a day nobody knows when it was opened.
        """
        stamp = self.cleaned_data["stamp"]
        return not (stamps.is_of_a_day(stamp) or stamps.is_within(stamp, self.purpose, time))

    def get_asked(self):
        """Return the address that was asked back, as a hidden answer to the question, or ""."""
        return self.asked_back or self.data.get(self.add_prefix("asked"), "")

    def clean(self):
        """Check the time, and ask back an address that looks mistyped."""
        stamp = self.cleaned_data.get("stamp", "")
        if not stamps.is_within(stamp, self.purpose, LONGEST):
            message = _("This page has expired. Send the form again.")
            self.add_error(None, ValidationError(message, code="outdated"))
        for name, field in self.fields.items():
            if isinstance(field, AddressField) and name in self.cleaned_data:
                self.ask_back(name, self.cleaned_data[name])
        # Who has to mend something sends it again in any case, and later.
        is_of_a_day = stamps.is_of_a_day(stamp)
        if not self.errors and not is_of_a_day and stamps.is_within(stamp, self.purpose, SHORTEST):
            message = _("This form was sent faster than people type. Send it again.")
            self.add_error(None, ValidationError(message, code="too_fast"))
        return self.cleaned_data

    def ask_back(self, name, address):
        """Add an error to an address that looks mistyped, unless it was asked back before."""
        meant = suggest(address)
        if meant and address != self.cleaned_data.get("asked"):
            self.asked_back = address
            question = _(
                "Did you mean %(address)s? If so, change it. If your address is correct, send the "
                "form again."
            )
            self.add_error(name, ValidationError(question, "asked", {"address": meant}))


def is_one_control(widget):
    """Return whether a widget is one thing to fill in: only that may be `aria-required`.

    Not what is hidden, nor each box or button of a group (WAI-ARIA 1.2, section 6.6).
    """
    # In Django, boxes are a kind of radio buttons.
    return not widget.is_hidden and not isinstance(widget, forms.RadioSelect)


def get_target(field):
    """Return the id of an input of a BoundField: of the first one in a group of choices."""
    return field.id_for_label or f"{field.auto_id}_0"
