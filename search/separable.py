"""Dutch verbs of which the first part stands further on in a sentence: "meld u voor 1 mei aan"."""

import re
from dataclasses import replace

__all__ = ["join_apart"]

# So many words may stand between the parts.
FURTHEST = 10
ENDS_SENTENCE = re.compile(r"[.!?;:\n]")


def join_apart(tokens, text, stemmer):
    """Return a list of Tokens in which a verb knows the part of it that stands apart."""
    prefixes = stemmer.prefixes
    for place, token in enumerate(tokens):
        if token.words[0] in prefixes:
            if is_infinitive_next(tokens, place):
                mark(tokens, place + 2, place, stemmer)
            elif ends_clause(tokens, place, text, stemmer.follows):
                for earlier in list_earlier(tokens, place, text):
                    is_noun = earlier and tokens[earlier - 1].words[0] in stemmer.before_nouns
                    if not is_noun and mark(tokens, earlier, place, stemmer):
                        break
    return tokens


def list_earlier(tokens, place, text):
    """Yield the places in the same sentence before a place, the nearest first."""
    for earlier in range(place - 1, max(0, place - FURTHEST) - 1, -1):
        if ENDS_SENTENCE.search(text, tokens[earlier].end, tokens[earlier + 1].start):
            return
        yield earlier


def is_infinitive_next(tokens, place):
    """Return whether a verb follows behind "te": "aan te melden"."""
    return place + 2 < len(tokens) and tokens[place + 1].words == ("te",)


def ends_clause(tokens, place, text, follows):
    """Return whether nothing follows a Token that would make a preposition of it."""
    if place + 1 == len(tokens):
        return True
    following = tokens[place + 1]
    between = text[tokens[place].end : following.start]
    return bool(between.strip()) or "\n" in between or following.words[0] in follows


def mark(tokens, place, part_place, stemmer):
    """Tell the Tokens at two places which verb they are together; return whether they are one."""
    token, part = tokens[place], tokens[part_place].words[0]
    if token.together or len(token.words) > 1:
        return False
    if together := stemmer.join(part, token.words[0]):
        tokens[place] = replace(token, together=together, part=part)
        tokens[part_place] = replace(tokens[part_place], is_part=True)
    return bool(together)
