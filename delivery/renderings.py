"""The mail of an issue in one language, as whoever makes it hands it over for sending."""

from dataclasses import dataclass

__all__ = ["PREFERENCES_URL", "STOP_URL", "Rendered"]

# What the templates of a mail put where the links of each subscriber go. They stand in addresses,
# and so are the same in HTML and in plain text.
STOP_URL = "https://stop.invalid/"
PREFERENCES_URL = "https://preferences.invalid/"


@dataclass(frozen=True)
class Rendered:
    """A whole mail, finished but for STOP_URL and PREFERENCES_URL.

    `html` has its styles inlined; `text` is the same in plain text. The mark STOP_URL stands for
    the page on which a subscriber stops the newsletter, PREFERENCES_URL for the one that mails
    them a link to their choices.
    """

    subject: str
    html: str
    text: str
