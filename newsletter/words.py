"""The mails about a subscription, and their words, in the language that is on."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Site

from newsletter.links import CONFIRM_WITHIN, Purpose, make_token, make_url
from newsletter.models.consent import get_email_hmac

__all__ = ["WORDS", "Mail", "Words"]


class Mail(models.TextChoices):
    """The mails there are."""

    CONFIRM = "confirm"
    IMPORTED = "imported"
    REMINDER = "reminder"
    ALREADY = "already"
    PREFERENCES = "preferences"
    MOVE = "move"
    # To the address of before, at the same time; if it was put off, perhaps after the move.
    MOVING = "moving"

    @property
    def asks(self):
        """Whether the mail asks to confirm a sign-up, which is in vain once that was done."""
        return self in {Mail.CONFIRM, Mail.IMPORTED, Mail.REMINDER}


@dataclass(frozen=True)
class Words:
    """What a mail says, in the language of who gets it: the same for its HTML and its plain text.

    The button is one link; `paragraphs` stand above it and `afterwards` below it.
    """

    subject: str
    heading: str
    paragraphs: list[str]
    button: str
    url: str
    afterwards: list[str]


def get_preferences_url(subscriber):
    """Return the address of all there is; for a mail that says not to forward it."""
    return make_url("preferences", make_token(Purpose.PREFERENCES, subscriber), subscriber.language)


def get_confirm_url(subscriber):
    return make_url("confirm", make_token(Purpose.CONFIRM, subscriber), subscriber.language)


def get_last_day(subscriber):
    """Return the last day on which the button works, as the subscriber writes it."""
    return date_format(localtime(subscriber.requested_at + CONFIRM_WITHIN), "DATE_FORMAT")


def confirm(subscriber):
    return Words(
        subject=_("Confirm that you want our newsletter"),
        heading=_("One more step"),
        paragraphs=[
            _("You entered your email address to get our newsletter."),
            _(
                "Click the button, then click once more on the page that opens. After that you "
                "will get our newsletter."
            ),
        ],
        button=_("Confirm my sign-up"),
        url=get_confirm_url(subscriber),
        afterwards=[
            _("You can do this until %(day)s.") % {"day": get_last_day(subscriber)},
            _("If this was not you, do nothing. We will delete your address after that day."),
        ],
    )


def imported(subscriber):
    return Words(
        subject=_("Would you like to get our newsletter?"),
        heading=_("Would you like to get our newsletter?"),
        paragraphs=[
            _("Your email address is on a list of subscribers that we took over."),
            _("We will only email you our news if you say yes yourself, on the page that opens."),
        ],
        button=_("Confirm my sign-up"),
        url=get_confirm_url(subscriber),
        afterwards=[
            _("You can do this until %(day)s.") % {"day": get_last_day(subscriber)},
            _("If you would rather not, do nothing. We will delete your address after that day."),
        ],
    )


def reminder(subscriber):
    return Words(
        subject=_("Reminder: confirm that you want our newsletter"),
        heading=_("One step left"),
        paragraphs=[
            _("You asked for our newsletter, but have not confirmed it yet."),
            _(
                "Would you still like to get it? Click the button, then click once more on the "
                "page that opens. After that you will get our newsletter."
            ),
        ],
        button=_("Confirm my sign-up"),
        url=get_confirm_url(subscriber),
        afterwards=[
            _("You can do this until %(day)s. We will not send another reminder.")
            % {"day": get_last_day(subscriber)},
            _("If you would rather not, do nothing. We will delete your address after that day."),
        ],
    )


def already(subscriber):
    return Words(
        subject=_("You already get our newsletter"),
        heading=_("You already get our newsletter"),
        paragraphs=[
            _("Your email address was entered on our site to get the newsletter."),
            _("You already get it. You do not need to do anything."),
            _("You can view and change your preferences."),
        ],
        button=_("View my preferences"),
        url=get_preferences_url(subscriber),
        afterwards=[
            *say_what_the_link_is_worth(),
            _("If this was not you, nothing has happened. Nobody else can see your preferences."),
        ],
    )


def preferences(subscriber):
    return Words(
        subject=_("The link to your newsletter preferences"),
        heading=_("Your newsletter preferences"),
        paragraphs=[
            _("You asked for a link to your preferences."),
            _("You can view and change them, use another address, or delete your data."),
        ],
        button=_("View my preferences"),
        url=get_preferences_url(subscriber),
        afterwards=[
            *say_what_the_link_is_worth(),
            _("If this was not you, do nothing. Nothing will change."),
        ],
    )


def say_what_the_link_is_worth():
    """Return the sentences below a link to the choices, as a list; see PREFERENCES_WITHIN."""
    return [
        _("The link works for 24 hours."),
        _("Do not forward this email: anyone who has the link can change your preferences."),
    ]


def move(subscriber):
    token = make_token(Purpose.MOVE, subscriber, new=get_email_hmac(subscriber.new_email))
    return Words(
        subject=_("Confirm your new email address"),
        heading=_("Is this your new email address?"),
        paragraphs=[
            _("A subscriber asked to get our newsletter at this address from now on."),
            _("Click the button, then click once more on the page that opens."),
        ],
        button=_("Confirm my new address"),
        url=make_url("move", token, subscriber.language),
        afterwards=[
            _("You can do this for 7 days."),
            _("If this was not you, do nothing. Nothing will change."),
        ],
    )


def moving(subscriber):
    if subscriber.has_moved:
        return moved()
    token = make_token(Purpose.MAIL_PREFERENCES, subscriber)
    return Words(
        subject=_("You asked to get our newsletter at another address"),
        heading=_("You asked to get our newsletter at another address"),
        paragraphs=[
            _("We have sent a button to the new address. Once it is clicked, this one is deleted."),
            _("If this was you, you do not need to do anything here."),
            _(
                "If this was not you, somebody else has a link of yours. Enter this address again "
                "in your preferences."
            ),
        ],
        button=_("Email me the link to my preferences"),
        url=make_url("mail_preferences", token, subscriber.language),
        afterwards=[_("Until the button is clicked, nothing changes.")],
    )


def moved():
    """Return the words for an address that hears of the move no sooner than after it."""
    return Words(
        subject=_("Our newsletter goes to another address"),
        heading=_("Our newsletter goes to another address"),
        paragraphs=[
            _("Somebody asked for that, and confirmed it in an email to the other address."),
            _("We could not email you earlier. We will send nothing more to this address."),
            _("If this was you, you do not need to do anything here."),
            _("If this was not you, reply to this email and we will put it right."),
        ],
        button=_("Sign up with this address again"),
        url=Site.objects.get(is_default_site=True).root_url + reverse("newsletter:sign_up"),
        afterwards=[_("We will delete this address now.")],
    )


WORDS = {
    Mail.CONFIRM: confirm,
    Mail.IMPORTED: imported,
    Mail.REMINDER: reminder,
    Mail.ALREADY: already,
    Mail.PREFERENCES: preferences,
    Mail.MOVE: move,
    Mail.MOVING: moving,
}
