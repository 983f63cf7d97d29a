"""Email addresses as people type them."""

import unicodedata
from difflib import get_close_matches

import idna

__all__ = ["MAX_LENGTH", "get_key", "normalise", "suggest", "unwrap"]

# RFC 5321, section 4.5.3.1.3: a path has 256 octets, two of which are its brackets.
MAX_LENGTH = 254

# What stands around an address that was copied from a list of them.
AROUND = " \t\r\n,;"
LINK = "mailto:"

# Where most people in the Netherlands have their mail; long enough to tell apart with certainty.
WELL_KNOWN = [
    "casema.nl",
    "chello.nl",
    "gmail.com",
    "hetnet.nl",
    "hotmail.com",
    "hotmail.nl",
    "icloud.com",
    "kpnmail.nl",
    "kpnplanet.nl",
    "online.nl",
    "outlook.com",
    "outlook.nl",
    "planet.nl",
    "protonmail.com",
    "quicknet.nl",
    "telfort.nl",
    "tiscali.nl",
    "upcmail.nl",
    "xs4all.nl",
    "yahoo.com",
    "ziggo.nl",
    "zonnet.nl",
]
# These look like a typing error in one of the above, and are not.
ALIKE = {"email.com", "fmail.com", "mail.com", "ymail.com"}
# One letter too many, one missing, or two that changed places, in nine letters.
LIKENESS = 0.87


def unwrap(text):
    """Return the address in what a mail program or a page gives when one copies it there, as a str.

    `"Jansen, Jan" <jan@example.nl>;` and `mailto:jan@example.nl` give "jan@example.nl"; what holds
    no address or more than one comes back as it is.
    """
    # Without a pattern: anybody may send a megabyte here, and going back over it takes for ever.
    name, bracket, inside = text.strip(AROUND).rpartition("<")
    address = inside.removesuffix(">") if bracket else inside
    if address[: len(LINK)].lower() == LINK:
        address = address[len(LINK) :]
    address = address.strip()
    is_one = address.count("@") == 1 and not {*" ,;"} & {*address} and "@" not in name
    return address if is_one else text


def normalise(address):
    """Return the one form of an email address that every spelling of it leads to, as a str.

    Its domain in ASCII and lower case: "Jan@Bücher.NL" gives "Jan@xn--bcher-kva.nl" (RFC 5891 and
    UTS 46). What stands before the @ stays as it is, since only the receiver knows what it means.
    Raises ValueError where the domain cannot be one.
    """
    user, _at, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    ascii_domain = idna.encode(domain, uts46=True).decode()
    if "." not in ascii_domain:
        raise ValueError("The domain of an email address has a dot, as example.nl has.")
    return f"{user}@{ascii_domain}"


def get_key(address):
    """Return the str by which an address is stored once, counted and compared: in small letters.

    Takes a normalised address. RFC 5321, section 2.4, lets a receiver tell "Jan" from "jan", so we
    answer to what was typed; but hardly any does, and one person must not be on a list twice.
    """
    return address.strip().lower()


def suggest(address):
    """Return the address that was probably meant, or None where nothing looks mistyped.

    Takes a normalised address: "jan@gmial.com" gives "jan@gmail.com".
    """
    user, _at, domain = address.rpartition("@")
    if domain in WELL_KNOWN or domain in ALIKE:
        return None
    alike = get_close_matches(domain, WELL_KNOWN, n=1, cutoff=LIKENESS)
    return f"{user}@{alike[0]}" if alike else None
