"""Dutch verbs: which words are forms of one, with the prefixes that they may have."""

from functools import lru_cache

from search.dutch_spelling import open_up
from search.language_words import is_listed, read_forms

__all__ = ["DutchVerbs", "has_infinitive"]

# What takes -te in the past, and never -de: a stem in -s or -f may do either.
VOICELESS = ("t", "k", "f", "s", "ch", "p", "x")
ONLY_VOICELESS = ("t", "k", "ch", "p", "x")


class DutchVerbs:
    """Finds the stems of verbs, by the lists of `words/nl.toml` and what the dictionary has."""

    def __init__(self, strong, prefixes, unstressed):
        """`strong` has lines of a stem and its forms, the others are words with spaces between."""
        self.strong = read_forms(strong)
        self.strong_stems = frozenset(self.strong.values())
        self.past = {form for form in self.strong if not form.startswith("ge")}
        # Those that stand apart in a sentence, and none at all; those that never do, or may.
        self.apart = frozenset(["", *prefixes.split()])
        self.unstressed = frozenset(unstressed.split())
        self.is_verb = lru_cache(maxsize=50_000)(self._is_verb)

    def find_stems(self, word):
        """Yield the stems of the verbs that a word is a form of: "meldde", "aangemeld"."""
        yield from self.find_strong(word)
        yield from (stem for stem in cut_past(word) if self.is_verb(stem))
        if word.endswith("d") and self.begins_unstressed(word) and self.is_verb(word[:-1]):
            yield word[:-1]
        if word.endswith(("d", "t")):
            yield from self.find_participle(word)
        if word.endswith("end") and is_listed(word[:-1], "nl"):
            yield word[:-1]
        elif word.endswith("nd"):
            yield from self.find_strong(word[:-1])

    def begins_unstressed(self, word):
        return word.startswith("ge") or any(cut_prefix(word, self.unstressed))

    def find_strong(self, word):
        """Yield the stem of a form of a strong verb, with its prefix: "nam" gives "neem"."""
        for prefix, rest in cut_prefix(word, self.apart | self.unstressed):
            if rest in (self.strong if prefix in self.apart else self.past):
                yield prefix + self.strong[rest]
            if prefix and f"-{rest}" in self.strong:
                yield prefix + self.strong[f"-{rest}"]
            # Behind a prefix without stress there is no "ge": "vernomen".
            if prefix in self.unstressed and f"ge{rest}" in self.strong:
                yield prefix + self.strong[f"ge{rest}"]

    def find_participle(self, word):
        """Yield the stem of "gemeld" and "aangemeld"."""
        for prefix, rest in cut_prefix(word, self.apart):
            if rest.startswith("ge"):
                for stem in {rest[2:], rest[2:-1]} - self.past:
                    past = f"{prefix}{stem}{word[-1]}e"
                    if self.is_weak(stem, prefix) and is_listed(past, "nl"):
                        yield prefix + stem

    def _is_verb(self, stem):
        """Return whether a stem is of a verb: "meld", "aanmeld", "vertel", "terugbetaal"."""
        return any(
            rest in self.strong_stems or self.is_weak(rest, prefix) or self.is_prefixed(rest)
            for prefix, rest in cut_prefix(stem, self.apart)
        )

    def is_prefixed(self, stem):
        """Return whether a stem is of a verb whose prefix has no stress: "vertel", "betaal"."""
        for prefix, rest in cut_prefix(stem, self.unstressed):
            # "overgezet" is a form of "overzetten", and "verget" would be no form at all.
            is_form = prefix in self.apart and rest.startswith("ge")
            if rest in self.strong_stems or (not is_form and is_weak_without_ge(stem)):
                return True
        return False

    def is_weak(self, stem, prefix):
        """Return whether the dictionary has the participle, infinitive and past of a verb."""
        return (
            len(stem) > 1
            and any(is_listed(f"{prefix}ge{form}", "nl") for form in participles(stem))
            and has_infinitive(prefix + stem)
            and has_past(prefix + stem)
        )


def cut_prefix(word, prefixes):
    """Return the ways to cut a word behind one of some prefixes, as (prefix, rest)."""
    return [
        (word[:place], word[place:]) for place in range(len(word) - 1) if word[:place] in prefixes
    ]


def cut_past(word):
    """Yield the stem that "meldt", "meldde(n)" or "werkte(n)" is of, if it is of a verb."""
    bare = word.removesuffix("n") if word.endswith(("den", "ten")) else word
    stem = bare[:-2]
    takes_te, takes_de = stem.endswith(VOICELESS), not stem.endswith(ONLY_VOICELESS)
    if (bare.endswith("te") and takes_te) or (bare.endswith("de") and takes_de):
        yield stem
    elif word.endswith("t"):
        yield word[:-1]


def is_weak_without_ge(stem):
    third_person = stem if stem.endswith("t") else f"{stem}t"
    return is_listed(third_person, "nl") and has_infinitive(stem) and has_past(stem)


def participles(stem):
    return [stem] if stem.endswith(("d", "t")) else [f"{stem}d", f"{stem}t"]


def has_infinitive(stem):
    forms = open_up(stem, "en")
    if stem.endswith(("a", "e")):
        # "meedoe" and "meega": "meedoen", "meegaan".
        forms = [f"{stem}n", f"{stem}{stem[-1]}n"]
    return any(is_listed(each, "nl") for each in forms)


def has_past(stem):
    return is_listed(f"{stem}de", "nl") or is_listed(f"{stem}te", "nl")
