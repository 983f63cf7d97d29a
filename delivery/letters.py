"""How a rendering becomes a mail to one subscriber."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation

from delivery.renderings import PREFERENCES_URL, STOP_URL
from delivery.return_path import make_return_path
from newsletter.links import Purpose, make_token, make_url
from newsletter.mails import make_list_headers
from submissions.mail import make_envelope

__all__ = ["Letters"]

# Gives way to a token in an address that is the same for all but that.
TOKEN = "TOKEN"  # noqa: S105


class Letters:
    """The mails of a mailing: what is the same for all readers of a language is read once."""

    def __init__(self, mailing):
        self.mailing = mailing
        self.renderings = {each.language: each for each in mailing.renderings.all()}
        self.addresses = {language: make_addresses(language) for language in self.renderings}

    def build(self, delivery, subscriber):
        """Return the mail of a Delivery to its subscriber as Django's EmailMultiAlternatives.

        Made again it has the same Message-ID.
        """
        rendering = self.renderings[delivery.language]
        links = {
            mark: address.replace(TOKEN, make_token(purpose, subscriber))
            for mark, (purpose, address) in self.addresses[delivery.language].items()
        }
        with translation.override(delivery.language):
            headers = make_list_headers(links[STOP_URL])
        message = EmailMultiAlternatives(
            subject=rendering.subject,
            body=fill_in(rendering.text, links),
            to=[subscriber.email],
            reply_to=[settings.NEWSLETTER_REPLY_TO],
            **make_envelope(
                f"{self.mailing.uid.hex}.{delivery.pk}",
                sender=settings.NEWSLETTER_SENDER,
                return_path=make_return_path(delivery),
                **headers,
            ),
        )
        message.attach_alternative(fill_in(rendering.html, links), "text/html")
        return message


def make_addresses(language):
    """Return which link stands for each mark: its Purpose, and its address with TOKEN in it."""
    return {
        STOP_URL: (Purpose.STOP, make_url("stop", TOKEN, language)),
        PREFERENCES_URL: (
            Purpose.MAIL_PREFERENCES,
            make_url("mail_preferences", TOKEN, language),
        ),
    }


def fill_in(text, links):
    """Return some text with the links of a subscriber in the place of their marks."""
    for mark, link in links.items():
        text = text.replace(mark, link)
    return text
