"""How the words of a mail about a subscription become a message, and whom it goes to.

This is the one place that knows Django's mail classes.
"""

from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from newsletter.links import Purpose, make_token, make_url
from newsletter.words import WORDS, Mail
from pages.models import ContactSettings
from submissions.mail import inline_styles, make_envelope

__all__ = ["build_message", "get_address", "make_list_headers"]


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
            to=[get_address(subscriber, mail)],
            reply_to=[settings.NEWSLETTER_REPLY_TO],
            **make_envelope(
                identifier,
                sender=settings.NEWSLETTER_SENDER,
                **get_list_headers(subscriber, mail),
            ),
        )
        html = render_to_string("newsletter/mail/base.html", context)
        message.attach_alternative(inline_styles(html), "text/html")
    return message


def get_address(subscriber, mail):
    """Return the address that a mail goes to, as a str."""
    addresses = {Mail.MOVE: subscriber.new_email, Mail.MOVING: subscriber.old_email}
    return addresses.get(mail, subscriber.email)


def is_to_stranger(subscriber, mail):
    """Return whether a mail goes to an address that is not the subscriber's, or not any more."""
    return mail == Mail.MOVE or (mail == Mail.MOVING and subscriber.has_moved)


def get_list_headers(subscriber, mail):
    """Return the headers of `make_list_headers` that fit who a mail goes to.

    Somebody who confirms a new address did not show yet that it is theirs, and who lost theirs has
    nothing to stop: they can only write to us.
    """
    is_reader = not is_to_stranger(subscriber, mail)
    return make_list_headers(get_stop_url(subscriber) if is_reader else "")


def make_list_headers(stop_url):
    """Return the headers that name the list, and by which a mail program stops the mail.

    RFC 2919 and 2369, and RFC 8058 for the one that needs a single press, at `stop_url` (a str);
    without that, one can only write to us.
    """
    list_id = {"List-Id": f"<{settings.NEWSLETTER_LIST_ID}>"}
    by_mail = f"<mailto:{settings.NEWSLETTER_REPLY_TO}?subject={quote(_('Stop the newsletter'))}>"
    if not stop_url:
        return {**list_id, "List-Unsubscribe": by_mail}
    return {
        **list_id,
        "List-Unsubscribe": f"<{stop_url}>, {by_mail}",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def get_footer_links(subscriber, mail):
    """Return the addresses at the bottom of each mail, as a dictionary; see `get_list_headers`.

    Who the mail is forwarded to, or finds it years later, can do no more with them than stop it.
    """
    if is_to_stranger(subscriber, mail):
        return {}
    token = make_token(Purpose.MAIL_PREFERENCES, subscriber)
    return {
        "stop_url": get_stop_url(subscriber),
        "mail_preferences_url": make_url("mail_preferences", token, subscriber.language),
    }


def get_stop_url(subscriber):
    return make_url("stop", make_token(Purpose.STOP, subscriber), subscriber.language)
