"""Typing errors as fingers and ears make them."""

import random

from search.corrections import NEIGHBOURS

__all__ = ["make_errors"]

SOUNDS = [("ei", "ij"), ("ij", "ei"), ("au", "ou"), ("ou", "au")]
LETTERS = [("c", "k"), ("k", "c"), ("d", "t"), ("t", "d")]


def make_errors(words, number):
    """Return `number` tuples of (word, the same word with one error), always the same ones.

    None of the errors is itself one of `words`, a set of folded words.
    """
    chance = random.Random(20261127)  # noqa: S311 - words, not secrets
    ordered, made = sorted(words), {}
    while len(made) < number:
        word = chance.choice(ordered)
        wrong = chance.choice([hit_neighbour, swap, double, drop, write_as_heard])(word, chance)
        if wrong and wrong not in words:
            made[word, wrong] = None
    return list(made)


def hit_neighbour(word, chance):
    place = chance.randrange(len(word))
    letter = chance.choice(sorted(NEIGHBOURS[word[place]] - {word[place]}))
    return word[:place] + letter + word[place + 1 :]


def swap(word, chance):
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def double(word, chance):
    place = chance.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def drop(word, chance):
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1 :]


def write_as_heard(word, chance):
    """Return a word with one of its sounds written otherwise, or None if it has none of these."""
    found = [(heard, written) for heard, written in SOUNDS + LETTERS if heard in word]
    return word.replace(*chance.choice(found), 1) if found else None
