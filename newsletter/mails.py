"""The mails about a subscription: their words, and how they become a message.

This is the one place that knows Django's mail classes.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Site

from newsletter.links import CONFIRM_WITHIN, Purpose, make_token, make_url
from newsletter.models.consent import get_email_hmac
from pages.models import ContactSettings
from submissions.mail import make_envelope

__all__ = ["Mail", "build_message"]

# A mail fetches nothing: what it needs is in it.
INLINER = css_inline.CSSInliner(
    load_remote_stylesheets=False,
    # What is for dark mode and narrow windows cannot be inlined, and stays in the head.
    keep_style_tags=False,
    keep_at_rules=True,
    extra_css=(Path(__file__).parent / "mail.css").read_text(),
    minify_css=True,
)


class Mail(models.TextChoices):
    """The mails there are."""

    CONFIRM = "confirm"
    IMPORTED = "imported"
    REMINDER = "reminder"
    ALREADY = "already"
    PREFERENCES = "preferences"
    MOVE = "move"
    # To the address of before, at the same time.
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


def build_message(subscriber, mail, identifier):
    """Return a mail to a subscriber as Django's EmailMultiAlternatives.

    `identifier` (a str) is the same for each attempt to send this mail, so that its Message-ID is
    too, and a mail that arrives twice shows once.
    """
    site = Site.objects.get(is_default_site=True)
    with translation.override(subscriber.language):
        words = WORDS[mail](subscriber)
        context = {
            "words": words,
            "language": subscriber.language,
            "site": site,
            "contact": ContactSettings.for_site(site),
            **get_footer_links(subscriber, mail),
        }
        message = EmailMultiAlternatives(
            subject=words.subject,
            body=render_to_string("newsletter/mail/base.txt", context).strip() + "\n",
            to=[subscriber.new_email if mail == Mail.MOVE else subscriber.email],
            reply_to=[settings.NEWSLETTER_REPLY_TO],
            **make_envelope(
                identifier,
                sender=settings.NEWSLETTER_SENDER,
                **get_list_headers(subscriber, mail),
            ),
        )
        html = render_to_string("newsletter/mail/base.html", context)
        message.attach_alternative(INLINER.inline(html), "text/html")
    return message


def get_list_headers(subscriber, mail):
    """Return the headers that name the list, and by which a mail program stops the mail.

    RFC 2919 and 2369, and RFC 8058 for the one that needs a single press. Somebody who confirms a
    new address did not show yet that it is theirs, and can only write to us.
    """
    list_id = {"List-Id": f"<{settings.NEWSLETTER_LIST_ID}>"}
    by_mail = f"<mailto:{settings.NEWSLETTER_REPLY_TO}?subject={quote(_('Stop the newsletter'))}>"
    if mail == Mail.MOVE:
        return {**list_id, "List-Unsubscribe": by_mail}
    return {
        **list_id,
        "List-Unsubscribe": f"<{get_stop_url(subscriber)}>, {by_mail}",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def get_footer_links(subscriber, mail):
    """Return the addresses at the bottom of each mail, as a dictionary; see `get_list_headers`.

    Who the mail is forwarded to, or finds it years later, can do no more with them than stop it.
    """
    if mail == Mail.MOVE:
        return {}
    token = make_token(Purpose.MAIL_PREFERENCES, subscriber)
    return {
        "stop_url": get_stop_url(subscriber),
        "mail_preferences_url": make_url("mail_preferences", token, subscriber.language),
    }


def get_stop_url(subscriber):
    return make_url("stop", make_token(Purpose.STOP, subscriber), subscriber.language)


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
            _("You filled in your e-mail address to get our newsletter."),
            _(
                "Press the button, and once more on the page that opens. Then you get our"
                " newsletter."
            ),
        ],
        button=_("Confirm my sign-up"),
        url=get_confirm_url(subscriber),
        afterwards=[
            _("You can do that until %(day)s.") % {"day": get_last_day(subscriber)},
            _("Was it not you? Then do nothing, and we delete your address after that day."),
        ],
    )


def imported(subscriber):
    return Words(
        subject=_("Would you like to get our newsletter?"),
        heading=_("Would you like to get our newsletter?"),
        paragraphs=[
            _("Your e-mail address is on a list of readers that we took over."),
            _("We only mail you our news when you say yes yourself, on the page that opens."),
        ],
        button=_("Confirm my sign-up"),
        url=get_confirm_url(subscriber),
        afterwards=[
            _("You can do that until %(day)s.") % {"day": get_last_day(subscriber)},
            _("Rather not? Then do nothing, and we delete your address after that day."),
        ],
    )


def reminder(subscriber):
    return Words(
        subject=_("Reminder: confirm that you want our newsletter"),
        heading=_("One step is left"),
        paragraphs=[
            _("You asked for our newsletter, but did not confirm it yet."),
            _(
                "Would you still like to get it? Press the button, and once more on the page that"
                " opens. Then you get our newsletter."
            ),
        ],
        button=_("Confirm my sign-up"),
        url=get_confirm_url(subscriber),
        afterwards=[
            _("You can do that until %(day)s. We do not send another reminder.")
            % {"day": get_last_day(subscriber)},
            _("Rather not? Then do nothing, and we delete your address after that day."),
        ],
    )


def already(subscriber):
    return Words(
        subject=_("You get our newsletter already"),
        heading=_("You get our newsletter already"),
        paragraphs=[
            _("Your e-mail address was filled in on our site to get the newsletter."),
            _("You get it already. You need not do anything."),
            _("You can see and change your choices."),
        ],
        button=_("See my choices"),
        url=get_preferences_url(subscriber),
        afterwards=[
            *say_what_the_link_is_worth(),
            _("Was it not you? Then nothing happened. Nobody else sees your choices."),
        ],
    )


def preferences(subscriber):
    return Words(
        subject=_("The link to your choices for our newsletter"),
        heading=_("Your choices for our newsletter"),
        paragraphs=[
            _("You asked for a link to your choices."),
            _("You can see and change them, take another address, or delete your data."),
        ],
        button=_("See my choices"),
        url=get_preferences_url(subscriber),
        afterwards=[
            *say_what_the_link_is_worth(),
            _("Was it not you? Then do nothing, and nothing changes."),
        ],
    )


def say_what_the_link_is_worth():
    """Return the sentences below a link to the choices, as a list; see PREFERENCES_WITHIN."""
    return [
        _("The link works for 24 hours."),
        _("Do not forward this mail: whoever has the link can change your choices."),
    ]


def move(subscriber):
    token = make_token(Purpose.MOVE, subscriber, new=get_email_hmac(subscriber.new_email))
    return Words(
        subject=_("Confirm your new e-mail address"),
        heading=_("Is this your new e-mail address?"),
        paragraphs=[
            _("A reader of our newsletter asked to get it at this address from now on."),
            _("Press the button, and once more on the page that opens."),
        ],
        button=_("Confirm my new address"),
        url=make_url("move", token, subscriber.language),
        afterwards=[
            _("You can do that for seven days."),
            _("Was it not you? Then do nothing, and nothing changes."),
        ],
    )


def moving(subscriber):
    token = make_token(Purpose.MAIL_PREFERENCES, subscriber)
    return Words(
        subject=_("You asked to get our newsletter at another address"),
        heading=_("You asked to get our newsletter at another address"),
        paragraphs=[
            _("We mailed a button to the new address. Once it is pressed, we delete this address."),
            _("Was it you? Then you need not do anything here."),
            _(
                "Was it not you? Then somebody else has a link of yours. Fill in this address again"
                " at your choices."
            ),
        ],
        button=_("Mail me the link to my choices"),
        url=make_url("mail_preferences", token, subscriber.language),
        afterwards=[_("Until the button is pressed, nothing changes.")],
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
