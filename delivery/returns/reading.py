"""What a mail means that came back: the standards first, and what others write after that."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy

from flufl.bounce import all_failures

from delivery.models import Delivery
from delivery.refusals import read_codes
from delivery.return_path import find_delivery
from submissions.delivery import is_about_sender

__all__ = ["Returned", "read"]

Refusal = Delivery.Refusal

# The code of RFC 3463 in the words of a server.
EXTENDED = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True)
class Returned:
    """Why a mail came back: the key of its Delivery, a Delivery.Status, and why.

    `refusal` is a Delivery.Refusal, `code` that of the server, and `words` what it said.
    """

    delivery: int
    status: str
    refusal: str = ""
    code: str = ""
    words: str = ""


def read(content):
    """Return the Returned of a mail (bytes); None when it is something else.

    Somebody who is on holiday answers to the same address, and is no reason to stop anything.
    """
    delivery = find_delivery(content.decode("ascii", "replace"))
    if delivery is None:
        return None
    message = message_from_bytes(content, policy=policy.compat32)
    if has_part(message, "message/feedback-report"):
        return Returned(delivery, Delivery.Status.COMPLAINED)
    found = read_status(message) if has_part(message, "message/delivery-status") else guess(message)
    return found and Returned(delivery, Delivery.Status.BOUNCED, *found)


def has_part(message, kind):
    """Return whether a message has a part of a kind, as "text/plain"."""
    return any(part.get_content_type() == kind for part in message.walk())


def read_status(message):
    """Return refusal, code and words of the recipient in a report (RFC 3464) who got no mail.

    None when there is none: the mail is on its way, or has arrived.
    """
    for part in message.walk():
        if str(part.get("Action", "")).strip().lower() == "failed":
            words = str(part.get("Diagnostic-Code", "")).partition(";")[2].strip()
            code = choose_code(str(part.get("Status", "")), words)
            return read_codes(code), code, words
    return None


def choose_code(status, words):
    """Return the code that says most: some servers give 5.0.0, and the real one in their words."""
    code = EXTENDED.search(status)
    code = code[1] if code else ""
    said = EXTENDED.search(words)
    return said[1] if said and code[1:] in {"", ".0.0"} else code


def guess(message):
    """Return refusal, code and words of a mail that is no report, but may say the same; or None.

    `flufl.bounce` knows how dozens of mail servers put it.
    """
    temporary, permanent = all_failures(message)
    if not temporary and not permanent:
        return None
    words = read_text(message)
    if code := EXTENDED.search(words):
        return read_codes(code[1]), code[1], ""
    if temporary and not permanent:
        return Refusal.FULL, "", ""
    return (Refusal.BLOCKED if is_about_sender(words) else Refusal.NO_ADDRESS), "", ""


def read_text(message):
    """Return the first plain text of a message, without the mail that it may quote."""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            return part.get_payload(decode=True).decode("utf-8", "replace")[:4000]
    return ""
