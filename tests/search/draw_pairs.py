"""Draws pairs.nl.tsv and pairs.en.tsv: pairs of words that are one, and that are not.

Nothing runs it but who draws anew, in an environment with wordfreq 3.1.1 and simplemma 2.0.0:
    python tests/search/draw_pairs.py <seed> <unimorph nld> <hunspell-nl forms> <folder to write in>

- Dutch verbs and adjectives: UniMorph nld at 66e0e9e, from Wiktionary (CC BY-SA 3.0).
- Dutch nouns: what hunspell-nl 2.0.0 of OpenTaal (CC BY 3.0) has as plurals and diminutives.
- English: the lists of simplemma (Open Database License, CC BY-SA).
- Pairs that are not one: words one letter apart with another base, of the same sources; half of
  them hard ones, which begin alike or differ only in what spelling changes ("weken", "wekken").
  Left out are those that begin alike up to an ending, as "jagen" and "jager": whether they are one
  is a matter of taste.
Only words that are in use, by wordfreq (CC BY-SA 4.0). A file has lines of "same" or "other", and
two words.
"""

import random
import re
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from wordfreq import zipf_frequency

# How many to draw, and how often the words must be used: about once in five million words.
NUMBERS = {"nl": (400, 400), "en": (150, 150)}
LEAST_USED = 2.3
PLAIN = str.maketrans("zv", "sf")
ENDING = re.compile(
    r"(en|er|e|n|s|st|t|d|te|de|je|jes|ing|end|ed|ly|y|or|al|ion|ions|ers|r|es|ens)$"
)


def is_used(word, language):
    return (
        word.isalpha()
        and word.islower()
        and word.isascii()
        and zipf_frequency(word, language) >= LEAST_USED
    )


def read_dutch(unimorph, nouns):
    """Return the pairs of form and base of verbs and adjectives, and of nouns."""
    lines = [line.split("\t") for line in unimorph.read_text().splitlines() if line]
    verbs = {(form, base) for base, form, *_ in lines if form != base}
    of_nouns = {tuple(line.split("\t")) for line in nouns.read_text().splitlines()}
    return [sorted(verbs), sorted(of_nouns)]


def read_english():
    table = DefaultDictionaryFactory().get_dictionary("en")
    pairs = {(decode(form), decode(base)) for form, base in table.items() if form != base}
    return [sorted(pair for pair in pairs if pair[0][:1] == pair[1][:1] and len(pair[1]) > 3)]


def decode(text):
    return text.decode() if isinstance(text, bytes) else text


def draw(language, seed, groups):
    chance = random.Random(seed)  # noqa: S311 (the same draw for the same seed)
    same, other = NUMBERS[language]
    used = [
        [pair for pair in group if is_used(pair[0], language) and is_used(pair[1], language)]
        for group in groups
    ]
    drawn = [pair for group in used for pair in chance.sample(group, same // len(groups))]
    pairs = find_others([pair for group in used for pair in group])
    hard = [pair for pair in pairs if is_hard(*pair)]
    drawn_hard = chance.sample(hard, min(len(hard), other // 2))
    return drawn, drawn_hard + chance.sample(pairs, other - len(drawn_hard))


def is_hard(one, two):
    """Return whether two words begin alike, or differ only in doubled letters, s and z, f and v."""
    plain = [re.sub(r"(.)\1", r"\1", word).translate(PLAIN) for word in (one, two)]
    return one[:4] == two[:4] or plain[0] == plain[1]


def find_others(pairs):
    """Return the pairs of words one letter apart that have no base in common."""
    bases = defaultdict(set)
    for form, base in pairs:
        bases[form].add(base)
        bases[base].add(base)
    near = defaultdict(set)
    for word in bases:
        for place in range(len(word)):
            near[word[:place] + "_" + word[place + 1 :]].add(word)
            near[word[:place] + word[place + 1 :]].add(word)
        near[word].add(word)
    couples = {couple for words in near.values() for couple in combinations(sorted(words), 2)}
    return sorted(
        (one, two)
        for one, two in couples
        if len(one) > 3 and not bases[one] & bases[two] and differ(one, two)
    )


def differ(one, two):
    """Return whether two words differ in more than an ending or American spelling."""
    roots = [ENDING.sub("", ENDING.sub("", word)) for word in (one, two)]
    british = [word.replace("our", "or").replace("ll", "l") for word in (one, two)]
    shorter, longer = sorted(roots, key=len)
    return not longer.startswith(shorter) and british[0] != british[1]


if __name__ == "__main__":
    seed, unimorph, nouns, target = sys.argv[1:]
    groups = {"nl": read_dutch(Path(unimorph), Path(nouns)), "en": read_english()}
    for language, pairs in groups.items():
        same, other = draw(language, int(seed), pairs)
        lines = [f"same\t{a}\t{b}" for a, b in same] + [f"other\t{a}\t{b}" for a, b in other]
        Path(target, f"pairs.{language}.tsv").write_text("\n".join(lines) + "\n")
