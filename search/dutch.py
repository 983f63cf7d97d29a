"""The stems of Dutch words: all forms of a word lead to the same one.

A rule that takes an ending off is believed where the dictionary knows what is left: "huizen" gives
"huis", and "keuken" stays as it is. So "gemeld" is of "melden", but "gebied" is not of "bieden".
A word that may be two things gets two stems: "teken" is a sign, and more than one tick.
"""

import re
from functools import lru_cache

from search.dutch_spelling import close, open_up, undouble
from search.dutch_verbs import DutchVerbs, has_infinitive
from search.language_words import (
    BEGINS,
    SHORTEST_BEGIN,
    cut_compound,
    is_listed,
    is_word,
    open_trie,
    read_forms,
)

__all__ = ["DutchStemmer"]

# Shorter ones have no endings that could be told from the word itself.
SHORTEST = 2
# With a shorter one a compound is mostly a word of its own by now: "eigenaardig", "voordelig".
SHORTEST_ADJECTIVE = 8
# What is left when an ending with a vowel went: "bom" of "bomen", "kopier" of "kopieren".
OPEN = re.compile(r"(?<![aeiou])([aeou])[bcdfgklmnprstvz]$")
OPEN_AFTER_VOWEL = re.compile(r"(?<=[aeiou])([aeou])[lnrtsv]$")
# A vowel without stress is short and written once: "wandel" of "wandelen", "sector" of "sectoren".
UNSTRESSED = re.compile(r"[aeiou].*[^aeiou][eo][lmnr]$")
SYLLABLES = re.compile("[aeiouy]+")
# Where "-tje" stands for "-je" after a vowel that is long or unstressed: "stoeltje", "tafeltje".
WHOLE_TJE = re.compile(r"([aeiou]{2}[lnrw]|[aeiou].*[^aeiou]e[lnr])tje$")
AFTER_VOWEL = ("atje", "etje", "itje", "otje", "utje", "wtje", "mpje")
DOUBLED_VOWEL = ("aatje", "eetje", "ootje", "uutje")
ENDS_IN_E = re.compile(r"([^aeiou]|[aeou]i)e$")


class DutchStemmer:
    """Finds stems by rules, and by the lists of `words/nl.toml`."""

    def __init__(self, lists):
        """`lists` is what `words/nl.toml` has of strong verbs, prefixes and nouns."""
        self.verbs = DutchVerbs(lists["strong"], lists["prefixes"], lists["unstressed"])
        self.nouns = read_forms(lists["nouns"])
        self.short = tuple(lists["short"].split())
        self.follows = frozenset(lists["follows"].split())
        self.before_nouns = frozenset(lists["before_nouns"].split())
        self.join = lru_cache(maxsize=50_000)(self._join)
        self.rules = [
            self.verbs.find_stems,
            self.find_noun,
            self.cut_diminutive,
            self.cut_family,
            self.cut_degree,
            self.cut_vowel,
            self.cut_s,
            self.cut_latin,
        ]

    def find_stems(self, word):
        """Return the set of stems of a folded word; nearly always it is one."""
        stems, waiting, seen = set(), {word}, set()
        while waiting:
            form = waiting.pop()
            seen.add(form)
            bases = self.find_bases(form)
            waiting |= bases - seen
            if not bases:
                # "ov" is no form of "of".
                stems.add(close(form) if len(form) > SHORTEST else form)
        return frozenset(stems or {close(word)})

    @property
    def prefixes(self):
        """Return the prefixes that stand apart from their verb in a sentence."""
        return self.verbs.apart

    def cut_compound(self, word):
        """Return the parts of a compound, or [] if it is none: "privacy", "verklaring"."""
        return cut_compound(word, open_trie("nl")) or self.cut_adjective(word)

    def may_begin(self, part):
        """Return whether some letters may begin a compound: "keuken", "gezondheids", "aan"."""
        return part + BEGINS in open_trie("nl") or any(
            is_word(part.removesuffix(link), "nl") for link in ("", "s", "e", "en", "n")
        )

    def cut_adjective(self, word):
        """Return the parts of a compound that ends in an adjective: "rolstoel", "toegankelijke".

        The dictionary says of nouns only that they end one.
        """
        for place in range(SHORTEST_BEGIN, len(word) - SHORTEST_ADJECTIVE + 1):
            begin, end = word[:place], word[place:]
            if begin + BEGINS in open_trie("nl") and any(
                is_adjective(base) for base in self.find_stems(end)
            ):
                return [begin, end]
        return []

    def _join(self, prefix, word):
        """Return the stem of the verb that a word is with a prefix, or "": "aanmeld"."""
        stems = {prefix + stem for stem in self.find_stems(word) if self.verbs.is_verb(stem)}
        stems.update(self.verbs.find_strong(prefix + word))
        return min(filter(has_infinitive, stems), default="")

    def find_bases(self, word):
        """Return what a word is a form of, one step nearer to its stem; nothing for a stem."""
        if len(word) <= SHORTEST or not word.isalpha():
            return set()
        rules = [self.verbs.find_strong] if self.verbs.is_verb(word) else self.rules
        return {base for rule in rules for base in rule(word) if len(base) > 1} - {word}

    def find_noun(self, word):
        """Yield the singular of an irregular plural, also where it ends a compound."""
        for place in [0, *range(3, len(word) - SHORTEST)]:
            if base := self.nouns.get(word[place:]):
                yield word[:place] + base

    def cut_diminutive(self, word):
        """Yield the noun of "huisje", "tafeltjes", "boompje", "balletje" and "koninkje"."""
        bare = word.removesuffix("s")
        if not bare.endswith("je"):
            return
        options = {bare[:-2]}
        if bare.endswith("etje"):
            options.add(undouble(bare[:-4]))
        if bare.endswith(AFTER_VOWEL) or WHOLE_TJE.search(bare):
            options.add(bare[:-3])
        if bare.endswith(DOUBLED_VOWEL):
            options.add(bare[:-4])
        if bare.endswith("nkje"):
            options.add(bare[:-3] + "g")
        known = {each for each in options if len(each) > SHORTEST and is_word(each, "nl")}
        if len(known) > 1 and WHOLE_TJE.search(bare) and not is_listed(f"{bare[:-2]}en", "nl"):
            # "stoelt" is a form of a verb; "buurt" is a noun, with a plural.
            known.discard(bare[:-2])
        yield from known

    def cut_family(self, word):
        """Yield the verb of who or what does it: "aanmelding", "schrijver", "verkoopster".

        And of "digitalisatie", which is "digitalisering".
        """
        if word.endswith("isatie") and self.verbs.is_verb(verb := f"{word[:-4]}eer"):
            yield verb
        if word.endswith("igster"):
            yield word.removesuffix("ster") + "er"
        for ending in ("ing", "er", "ster", "der"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                bare = word.removesuffix(ending)
                stems = self.lengthen(bare) if ending in {"ing", "er"} else [bare]
                yield from (stem for stem in stems if self.verbs.is_verb(stem))

    def cut_degree(self, word):
        """Yield the adjective of "kleiner", "duurder" and "kleinst"."""
        for ending in ("er", "der", "st"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                bare = word.removesuffix(ending)
                options = self.lengthen(bare) if ending == "er" else [bare, bare + "s"]
                # "winst" is not of "win": nothing is "winste".
                if ending != "st" or is_listed(f"{word}e", "nl"):
                    yield from (base for base in options if is_adjective(base))

    def cut_vowel(self, word):
        """Yield what is left without -en or -e, as it is written by itself."""
        if word.endswith("en") and len(word) > 3:
            options = [*self.lengthen(word[:-2]), word[:-1]]
        elif ENDS_IN_E.search(word) and len(word) > 3:
            options = self.lengthen(word[:-1])
        else:
            return
        known = [each for each in options if is_word(each, "nl") or self.verbs.is_verb(each)]
        # A name or a new word is in no dictionary: then the rule is right more often than not.
        yield from known if known or is_listed(word, "nl") else options[:1]

    def cut_s(self, word):
        """Yield the singular of "tafels" and "crashes", but not of "kans" or "heks"."""
        if word.endswith(("ches", "shes")) and is_word(word[:-2], "nl"):
            yield word[:-2]
        bare = word.removesuffix("s")
        if bare == word or len(bare) < 3 or bare.endswith("s") or word.endswith("ands"):
            return
        if takes_s(bare) and is_word(bare, "nl"):
            yield bare

    def cut_latin(self, word):
        """Yield the singular of "musea" and "politici"."""
        for plural, singular in [("a", "um"), ("ici", "icus")]:
            base = word.removesuffix(plural) + singular
            if word.endswith(plural) and is_listed(base, "nl"):
                yield base

    def lengthen(self, bare):
        """Return what a word may be without the ending that made it `bare`, the likeliest first."""
        if undouble(bare) != bare:
            return [undouble(bare)]
        closed = close(bare)
        long = closed[:-1] + bare[-2:-1] + closed[-1:]
        if OPEN_AFTER_VOWEL.search(bare):
            return [long] if is_word(long, "nl") else [closed]
        if not OPEN.search(bare):
            return [closed]
        if UNSTRESSED.search(bare):
            known = [each for each in (closed, long) if is_listed(each, "nl")]
            return known or [closed, long]
        return [long, closed] if closed.endswith(self.short) else [long]


def takes_s(noun):
    """Return whether the plural of a noun may be with -s: it has syllables, or none with -en."""
    if len(SYLLABLES.findall(noun)) > 1 or noun[-1] in "aeoubgmp":
        return True
    return len(noun) > 3 and (
        is_listed(f"{noun}s", "en")
        or not any(is_listed(each, "nl") for each in open_up(noun, "en"))
    )


def is_adjective(base):
    """Return whether the dictionary has a word with -e and -er: "klein", "kleine", "kleiner"."""
    higher = [f"{base}der", *open_up(base, "er")]
    return any(is_listed(each, "nl") for each in open_up(base, "e")) and any(
        is_listed(each, "nl") for each in higher
    )
