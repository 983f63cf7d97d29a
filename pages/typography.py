"""What must not be torn apart at the end of a line: postcodes, telephone numbers and times."""

import re

__all__ = ["keep_together", "to_e164"]

NO_BREAK = "\N{NO-BREAK SPACE}"
PATTERNS = re.compile(
    r"\b[1-9]\d{3} [A-Z]{2}\b"  # 3015 CX
    r"|(?<![\d.,])0\d{1,3}(?: - | )\d[\d ]{4,8}\d\b"  # 010 794 5676, 010 - 794 56 76
    r"|\+\d{2} \d[\d ]{6,12}\d\b"  # +31 10 794 5676
    r"|\b\d{1,2}\.\d{2} uur\b"  # 14.30 uur
)
# Text between two tags; what is in attributes stays as it is, addresses first of all. And what a
# visitor typed, which comes first so that it is not taken for text of ours.
TYPED_OR_TEXT = re.compile(r"(?P<typed><textarea\b[^>]*>[^<]*)|>[^<]+(?=<)")


def keep_together(html):
    """Return HTML with no-break spaces within what belongs together, as editors type it."""
    return TYPED_OR_TEXT.sub(keep_text_together, html)


def keep_text_together(found):
    return found["typed"] or PATTERNS.sub(without_breaks, found[0])


def without_breaks(found):
    return found[0].replace(" ", NO_BREAK)


def to_e164(number):
    """Return a telephone number as one dials it from anywhere (ITU-T E.164), or "" if it is none.

    Takes a Dutch number as people write it, "010 - 794 56 76", or one with a country code.
    """
    figures = re.sub(r"[^\d+]", "", number.replace("(0)", ""))
    if re.fullmatch(r"0[1-9]\d{8}", figures):
        return f"+31{figures[1:]}"
    return figures if re.fullmatch(r"\+[1-9]\d{6,14}", figures) else ""
