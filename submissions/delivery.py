"""Hands a mail to the mail server, and says how it was refused without naming anybody.

What smtplib raises has the addresses in it, and would bring them into logs and into the table of
tasks, where they stay after a person was erased (AVG, article 17). Here only its class and the
codes are left (RFC 5321, section 4.2, and RFC 3463).
"""

import re
import smtplib
from dataclasses import dataclass

__all__ = [
    "Answer",
    "DelayedError",
    "RecipientRefusedError",
    "RefusedError",
    "deliver",
    "is_about_recipient",
    "is_about_sender",
    "leave_out",
]

# Answers from here on are final (RFC 5321, section 4.2.1).
FINAL = 500
# The extended code at the beginning of an answer: class, subject, detail (RFC 3463).
EXTENDED = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})\b")
ADDRESS = re.compile(r"\S*@\S*")
# An address that does not exist, or that takes nothing any more. Not 5.1.7 and 5.1.8, which are
# about the sender.
NO_SUCH_RECIPIENT = re.compile(r"5\.(1\.([0-6]|9|10)|2\.1)")
# What a server says that has no extended codes, when it refuses a recipient as such.
PLAIN_RECIPIENT_CODES = {550, 551, 553}
# It gives a sender that it does not want the same ones (RFC 5321, 4.2.3: "for policy reasons");
# then the words tell the difference.
ABOUT_US = re.compile(
    r"block|black|spam|polic|reputation|listed|denied|relaying|spf|dkim|dmarc|abuse|sender|client"
    r"|not allowed|not permitted|authenticat|too many|rate limit",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Answer:
    """What a mail server said: its code, 0 where it said nothing, its extended one, and its words.

    In the words there is no address, nor a part of that of the recipient.
    """

    code: int = 0
    extended: str = ""
    words: str = ""


class DelayedError(OSError):
    """The mail was not taken now; another attempt may help."""

    answer = Answer()


class RefusedError(Exception):
    """The mail was refused for good, for a reason that is ours: somebody has to look at it."""

    answer = Answer()


class RecipientRefusedError(Exception):
    """The mail was refused for good, since there is nobody at the address."""

    answer = Answer()


def deliver(message):
    """Send an EmailMessage to its one recipient; raise one of the errors above if it is refused.

    Their `answer` has what the server said.
    """
    try:
        message.send()
    except smtplib.SMTPException as error:
        raise describe(error, message.to[0]) from None


def describe(error, recipient):
    """Return what smtplib raised as one of our errors: its class and codes, and nothing else."""
    code, answer = read_answer(error)
    extended = EXTENDED.match(answer)
    extended = extended[1].decode() if extended else ""
    words = " ".join(filter(None, [type(error).__name__, str(code or ""), extended]))
    described = choose_error(error, code, extended, answer)(words)
    said = answer.decode("utf-8", "replace").removeprefix(extended)
    described.answer = Answer(code, extended, leave_out(recipient, said))
    return described


def choose_error(error, code, extended, answer):
    """Return the class of our errors that fits what smtplib raised."""
    if code < FINAL:
        return DelayedError
    if extended:
        is_recipient = is_about_recipient(extended)
    else:
        is_refused = isinstance(error, smtplib.SMTPRecipientsRefused)
        is_plain = is_refused and code in PLAIN_RECIPIENT_CODES
        is_recipient = is_plain and not is_about_sender(answer.decode("utf-8", "replace"))
    return RecipientRefusedError if is_recipient else RefusedError


def is_about_recipient(extended):
    """Return whether an extended code (a str) says that there is nobody at an address."""
    return bool(NO_SUCH_RECIPIENT.fullmatch(extended))


def is_about_sender(words):
    """Return whether a server seems to say (a str) that it does not want our mail."""
    return bool(ABOUT_US.search(words))


def leave_out(recipient, words):
    """Return some words (a str) without addresses, and without the parts of that of a recipient."""
    words = ADDRESS.sub("…", words)
    for part in filter(None, recipient.split("@")):
        words = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "…", words, flags=re.IGNORECASE)
    return " ".join(words.split())


def read_answer(error):
    """Return the code and the words (bytes) of the server's answer; 0 where there was none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error
    else:
        code, answer = 0, b""
    return code, answer if isinstance(answer, bytes) else str(answer).encode()
