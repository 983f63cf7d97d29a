"""Words that are one and words that are not, drawn from published data: see draw_pairs.py.

The draw was made with seed 41, which nobody looked at while the rules were written.
"""

from pathlib import Path

import pytest

from search.analysis import fold, get_analysis

FOLDER = Path(__file__).parent


def read_pairs(language, kind):
    """Return the pairs of a kind, "same" or "other", that were drawn for a language."""
    lines = (FOLDER / f"pairs.{language}.tsv").read_text().splitlines()
    rows = [line.split("\t") for line in lines]
    return [tuple(words) for row_kind, *words in rows if row_kind == kind]


def find_matching(language, pairs):
    """Return the pairs of which asking for the one finds the other, and the other way round."""
    get_lexemes = get_analysis(language).get_lexemes
    return [pair for pair in pairs if frozenset.intersection(*map(get_lexemes, map(fold, pair)))]


@pytest.mark.parametrize(("language", "number"), [("nl", 400), ("en", 150)])
class TestDrawnPairs:
    def test_of_one_word_are_found(self, language, number):
        pairs = read_pairs(language, "same")

        found = find_matching(language, pairs)

        assert len(pairs) == number
        assert len(found) >= 0.95 * number, sorted(set(pairs) - set(found))

    def test_of_two_words_are_kept_apart(self, language, number):
        pairs = read_pairs(language, "other")

        found = find_matching(language, pairs)

        assert len(pairs) == number
        assert len(found) <= 0.02 * number, found
