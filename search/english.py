"""The stems of English words, as Snowball has them, and what it does not do: "better", "women"."""

import Stemmer

from search.language_words import is_listed, read_forms

__all__ = ["EnglishStemmer"]

STEMMER = "english"


class EnglishStemmer:
    """Finds stems by Snowball's algorithm, the dictionary and a list of irregular forms."""

    def __init__(self, lists):
        """`lists` is what `words/en.toml` has of forms that no rule finds."""
        self.irregular = read_forms(lists["forms"])
        self.stem = Stemmer.Stemmer(STEMMER).stemWord

    def find_stems(self, word):
        """Return the set of stems of a folded word: "found" is of "find", and of itself."""
        base = self.find_irregular(word) or find_adjective(word) or word
        return frozenset([self.stem(base), self.stem(word)])

    def find_irregular(self, word):
        """Return the base of an irregular form, also behind a prefix: "undid", "chairwomen"."""
        for place in range(len(word) - 1):
            if base := self.irregular.get(word[place:]):
                whole = word[:place] + base
                if place == 0 or (place > 1 and is_listed(whole, "en") and is_listed(word, "en")):
                    return whole
        return None


def find_adjective(word):
    """Return the adjective of "taller" and "tallest"; nothing for "flower"."""
    for ending in ("er", "est"):
        if word.endswith(ending):
            bare = word.removesuffix(ending)
            options = [f"{bare}e", bare]
            if bare[-2:-1] == bare[-1:]:
                options.append(bare[:-1])
            if bare.endswith("i"):
                options.append(f"{bare[:-1]}y")
            for base in options:
                forms = (base, f"{bare}er", f"{bare}est")
                if len(base) > 2 and all(is_listed(form, "en") for form in forms):
                    return base
    return None
