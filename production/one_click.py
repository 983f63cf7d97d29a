"""Whether a mail program can stop the newsletter by one press (RFC 8058)."""

import re

from django.conf import settings

from newsletter.mails import get_list_headers
from newsletter.models import Subscriber
from newsletter.words import Mail
from production.mail_subjects import Look, Subject

__all__ = ["find_one_click"]

ADDRESS = re.compile(r"<(https?://[^>]+)>")


def find_one_click():
    """Return a Look at the headers that a mail of the newsletter has, as it is made now."""
    headers = get_list_headers(Subscriber(language=settings.LANGUAGE_CODE), Mail.ALREADY)
    found = ADDRESS.search(headers["List-Unsubscribe"])
    if found and found[1].startswith(f"{settings.WAGTAILADMIN_BASE_URL}/"):
        return Look(
            Subject.ONE_PRESS,
            is_well=found[1].startswith("https:") and "List-Unsubscribe-Post" in headers,
            text=f"mails name {settings.WAGTAILADMIN_BASE_URL}/… in List-Unsubscribe. DKIM of the "
            "provider has to sign List-Unsubscribe and List-Unsubscribe-Post: ask for that.",
        )
    return Look(
        Subject.ONE_PRESS,
        is_well=False,
        text=f"mails name {found[1] if found else 'no address'}, and not one of "
        f"{settings.WAGTAILADMIN_BASE_URL}: manage.py install.",
    )
