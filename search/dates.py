"""What stands on a page with its date: "13 mei 2018" finds it, and so do "mei 2018" and "13 mei".

A date is a lexeme of its own: as a word, its day would be the number of a work team.
"""

import re
from datetime import timedelta

__all__ = ["find_dates", "write_dates"]

# How a date may be written, the fullest ways first. English has the month before the day as well,
# and computers have the year before all.
ORDERS = [
    ("year", "month", "day"),
    ("day", "month", "year"),
    ("month", "day", "year"),
    ("day", "month"),
    ("month", "day"),
    ("month", "year"),
]
FORMS = {
    "day": re.compile(r"0?[1-9]|[12]\d|3[01]"),
    "year": re.compile(r"(?:19|20)\d\d"),
}
# What lasts longer is found by the first days of it.
MOST_DAYS = 31


def write_dates(first, last):
    """Return the lexemes, as a list, by which something is found that is from `first` to `last`."""
    number = min((last - first).days + 1, MOST_DAYS)
    days = [first + timedelta(days=each) for each in range(number)]
    return sorted({f"={day:{form}}" for day in days for form in ["%Y-%m-%d", "%Y-%m", "%m-%d"]})


def find_dates(tokens, analysis):
    """Yield (start, end, lexeme) for each date among the Tokens of a question."""
    words = [token.joined for token in tokens]
    for place, word in enumerate(words):
        if month := analysis.find_month(word):
            for order in ORDERS:
                start = place - order.index("month")
                end = start + len(order)
                if start >= 0 and (parts := read_parts(order, words[start:end])):
                    yield start, end, write_date(month, **parts)
                    break


def read_parts(order, words):
    """Return the day and the year among words in this order, as a dictionary; {} if it is none."""
    parts = dict(zip(order, words, strict=False))
    numbers = {name: parts.get(name, "") for name in order if name != "month"}
    return numbers if all(FORMS[name].fullmatch(word) for name, word in numbers.items()) else {}


def write_date(month, day="", year=""):
    """Return the lexeme of a date; `day` and `year` are what was typed, if it was."""
    return "=" + "-".join(filter(None, [year, f"{month:02}", day and day.zfill(2)]))
