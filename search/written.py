"""How words, numbers, telephone numbers, postcodes and dates stand in a text."""

import re

__all__ = ["INSIDE", "UNHEARD", "find_written", "read_date", "read_telephone"]

# What may stand in a word and is no part of it: a soft hyphen, signs without width, and accents
# that are signs of their own, as macOS writes them and as Arabic may have.
UNHEARD = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f\u064b-\u065f\u0670"
INSIDE = re.compile(r"['’.\-‐‑–]")
LETTERS = rf"[^\W_](?:[^\W_]|[{UNHEARD}])*"
# Letters and digits, held together by what may stand inside a word: "MP.L03.105", "foto's".
WORD = rf"{LETTERS}(?:['’.\-‐‑–]{LETTERS})*"
BETWEEN_DIGITS = r"[ \u00a0().\-‐‑–/]*"
# Dutch numbers, as people read and dial them: "010-794 56 76", "+31 (0)10 794 5676".
TELEPHONE = (
    rf"(?:(?:\+|\b00)31{BETWEEN_DIGITS}(?:\(0\){BETWEEN_DIGITS})?|\b0)[1-9]"
    rf"(?:{BETWEEN_DIGITS}\d){{8}}(?!\w)"
)
# Small letters only if no postcode would be made of "2026 en". The Post uses no F, I, O, Q, U or Y.
POSTCODE = (
    r"\b[1-9]\d{3}[ \u00a0]?(?:[A-Z]{2}|"
    r"(?!an|at|de|en|er|he|je|km|kg|na|te|we|ze)[a-eghj-npr-tv-xz]{2})\b"
)
DATE = r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})\b(?![-/.]?\d)"
# Most of a text are words, and those are looked at as one thing only.
WRITTEN = re.compile(
    rf"(?=[+\d])(?:(?P<telephone>{TELEPHONE})|(?P<postcode>{POSTCODE})|(?P<date>{DATE}))"
    f"|(?P<word>{WORD})"
)
DIGITS = re.compile(r"\d+")
MONTHS, LAST_DAY = 12, 31


def find_written(text):
    """Return (kind, match) for each "word", "telephone", "postcode" and "date" in a text."""
    return ((match.lastgroup, match) for match in WRITTEN.finditer(text))


def read_telephone(text):
    """Return a telephone number as it is dialled within the country: "0107945676"."""
    digits = "".join(DIGITS.findall(text))
    return "0" + digits.removeprefix("00").removeprefix("31").lstrip("0")


def read_date(match):
    """Return the (start, end, number) of day, month and year in a date, in their order there.

    Nothing if it is no date: "45-99-2026" or "1.15.2026".
    """
    parts = [(part.start(), part.end(), int(part[0])) for part in DIGITS.finditer(match[0])]
    month, day = parts[1][2], min(parts[0][2], parts[2][2])
    if not (1 <= month <= MONTHS and 1 <= day <= LAST_DAY):
        return []
    return [(match.start() + start, match.start() + end, number) for start, end, number in parts]
