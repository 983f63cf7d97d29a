"""How Dutch spells a stem with an ending and without: "huizen" and "huis", "bommen" and "bom"."""

import re

__all__ = ["close", "open_up", "undouble"]

DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
LONG = re.compile(r"(aa|ee|oo|uu)[a-z]$")
SHORT = re.compile(r"[aeiou][a-z]$")
FINAL = {"z": "s", "v": "f"}
VOICED = {"s": "z", "f": "v"}


def open_up(stem, ending):
    """Return how a stem may be written before an ending with a vowel: "huis" gives "huizen"."""
    last = stem[-1]
    endings = {last + ending, VOICED.get(last, last) + ending}
    if LONG.search(stem):
        return [stem[:-1] + each for each in endings] + [stem[:-2] + each for each in endings]
    if SHORT.search(stem):
        return [stem + ending, stem + last + ending, *(stem[:-1] + each for each in endings)]
    return [stem[:-1] + each for each in endings]


def close(word):
    """Return a word as Dutch writes it at its end: without "z" or "v"."""
    return word[:-1] + FINAL.get(word[-1:], word[-1:])


def undouble(word):
    """Return a word with one of two equal consonants at its end: "bomm" gives "bom"."""
    return word[:-1] if DOUBLED.search(word) else word
