"""Why a mail was refused, for the report and the list of staff."""

import re

from delivery.models import Delivery
from submissions.delivery import Answer, RecipientRefusedError, is_about_recipient

__all__ = ["explain", "read_codes"]

Refusal = Delivery.Refusal

MOST_WORDS = Delivery._meta.get_field("reply").max_length
# A mailbox that is full, and anything that may be over later (RFC 3463, class 4).
FULL = re.compile(r"4\..*|5\.2\.2")
# By the rules of the receiver: they are about us (RFC 3463, X.7).
BLOCKED = re.compile(r"5\.7\..*")


def explain(error):
    """Return what an error of `submissions.delivery` or a broken line says, as fields of a row."""
    answer = getattr(error, "answer", Answer())
    return {
        "refusal": choose(error, answer),
        "code": f"{answer.code or ''} {answer.extended}".strip(),
        "reply": answer.words[:MOST_WORDS],
    }


def choose(error, answer):
    """Return the Refusal that an answer of a server stands for."""
    if isinstance(error, RecipientRefusedError):
        return Refusal.NO_ADDRESS
    if isinstance(error, OSError):
        return Refusal.FULL
    return read_codes(answer.extended)


def read_codes(extended):
    """Return the Refusal that an extended code (RFC 3463) stands for."""
    if FULL.fullmatch(extended):
        return Refusal.FULL
    if BLOCKED.fullmatch(extended):
        return Refusal.BLOCKED
    return Refusal.NO_ADDRESS if is_about_recipient(extended) else Refusal.OTHER
