"""What stands on a page with its date: "13 mei 2018" finds it, and so do "mei 2018" and "13 mei".

A date is a lexeme of its own: as a word, its day would be the number of a work team.
"""

import re

__all__ = ["find_dates", "write_dates"]

DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
YEAR = re.compile(r"(?:19|20)\d\d")


def write_dates(date):
    """Return the lexemes, as a list, by which something of a date is found."""
    return [f"={date:%Y-%m-%d}", f"={date:%Y-%m}", f"={date:%m-%d}"]


def find_dates(tokens, analysis):
    """Yield (start, end, lexeme) for each date among the Tokens of a question.

    English has the month first, too: "May 13, 2018".
    """
    for place, token in enumerate(tokens):
        month = analysis.find_month(token.joined)
        if month:
            start, end = place, place + 1
            day = year = ""
            if start and DAY.fullmatch(tokens[start - 1].joined):
                start, day = start - 1, tokens[start - 1].joined
            elif end < len(tokens) and DAY.fullmatch(tokens[end].joined):
                end, day = end + 1, tokens[end].joined
            if end < len(tokens) and YEAR.fullmatch(tokens[end].joined):
                end, year = end + 1, tokens[end].joined
            if day or year:
                yield start, end, write_date(year, month, day)


def write_date(year, month, day):
    """Return the lexeme of a date of which the year or the day, strings, may be ""."""
    return "=" + "-".join(filter(None, [year, f"{month:02}", day and day.zfill(2)]))
