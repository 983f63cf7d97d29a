"""Takes compounds of a question apart that the site does not have: "privacyverklaring"."""

from search.analysis import Token

__all__ = ["take_apart"]


def take_apart(words, taken):
    """Return RelatedWords with compounds in pieces, of which the site has one at least.

    So pages are found that have the pieces in any order, and a piece that no page has can be left
    out. Words of the spans (start, end) that are `taken` stay whole. Without such compounds these
    are the same RelatedWords; with them, one thing more is asked for.
    """
    whole = {place for span in taken for place in range(*span)}
    compounds = {
        place: tokens
        for place, token in enumerate(words.tokens)
        if place not in whole and not words.is_known(place)
        if (tokens := cut_token(words, token))
    }
    if not compounds:
        return words
    pieces = [token for tokens in compounds.values() for token in tokens]
    words.look_up(pieces)
    apart = words.with_tokens(pieces)
    known = {token for place, token in enumerate(pieces) if apart.is_known(place)}
    return words.with_tokens(
        [
            each
            for place, token in enumerate(words.tokens)
            for each in (compounds[place] if known & set(compounds.get(place, ())) else [token])
        ]
    )


def cut_token(words, token):
    """Return the Tokens of the pieces of a compound, or []; each is the whole together.

    One that is not written as it is read stays whole: there is no place in it for its pieces.
    """
    if words.text[token.start : token.end].lower() != token.joined:
        return []
    (compound, *_) = sorted(words.analysis.get_lexemes(token.joined))
    tokens, start = [], token.start
    for length, word in find_pieces(words, token):
        tokens.append(Token(start, start + length, (word,), together=compound))
        start += length
    return tokens


def find_pieces(words, token):
    """Return the pieces of a compound, each as (its length there, the word), or [].

    They are the site's own words, or else a dictionary's.
    """
    for first, second in words.cut(token):
        if first in words.counts and second in words.counts:
            return [(len(token.joined) - len(second), first), (len(second), second)]
    return [(len(piece), piece) for piece in words.analysis.cut_compound(token.joined)]
