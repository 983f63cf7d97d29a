"""The envelope of every mail that the site sends: who it is from, what programs read; its look."""

from email.utils import formataddr, parseaddr
from functools import cache
from pathlib import Path

from django.conf import settings

__all__ = ["inline_styles", "make_envelope"]


def make_envelope(identifier, *, sender="", return_path="", **headers):
    """Return what an envelope adds to Django's EmailMessage, as a dictionary of its arguments.

    `identifier` (a str) is the same for each attempt to send one mail, and so is the Message-ID
    (RFC 5322, section 3.6.4): a mail that arrives twice shows once. `sender` is an address with or
    without a name, DEFAULT_FROM_EMAIL where it is empty; many mail programs show nothing but the
    name, which is that of the site where there is none. No answering machine answers (RFC 3834).
    `return_path` is the address that gets the mail back when it cannot be delivered, the sender
    where it is empty. `headers` are added by their names.
    """
    name, address = parseaddr(sender or settings.DEFAULT_FROM_EMAIL)
    _user, _at, domain = address.rpartition("@")
    shown = formataddr((name or settings.WAGTAIL_SITE_NAME, address))
    return {
        "from_email": return_path or shown,
        "headers": {
            "From": shown,
            "Message-ID": f"<{identifier}@{domain}>",
            "Auto-Submitted": "auto-generated",
            **headers,
        },
    }


def inline_styles(html):
    """Return the HTML of a mail (a str) in the look of our mails, whose classes it has."""
    return get_inliner().inline(html)


@cache
def get_inliner():
    """Return what writes our styles into a mail, loaded by who sends one: few processes do."""
    from css_inline import CSSInliner

    return CSSInliner(
        # A mail fetches nothing: what it needs is in it.
        load_remote_stylesheets=False,
        # What is for dark mode and narrow windows cannot be inlined, and stays in the head.
        keep_style_tags=False,
        keep_at_rules=True,
        extra_css=(Path(__file__).parent / "mail.css").read_text(),
        minify_css=True,
    )
