"""Makes nl.trie and en.trie: every word of a language, from the dictionaries of hunspell.

README.md here says where those come from and how this is run. Nothing on the site runs it.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

import marisa_trie

from search.analysis import fold, split_word
from search.language_words import BEGINS, ENDS

# hunspell-nl's flags: a wrong word, one that stands only inside a compound, and what may begin,
# go on and end a compound.
WRONG, INSIDE_ONLY, BEGIN, MIDDLE, END = "Fw", "Cx", "Ca", "Cb", "Cc"


def read_words(folder):
    """Yield each form of each word in a folder's index.dic with its flags, by its index.aff."""
    lines = (folder / "index.aff").read_text().splitlines()
    cut = cut_in_twos if "FLAG long" in lines else set
    affixes = read_affixes(lines, cut)
    for line in (folder / "index.dic").read_text().splitlines()[1:]:
        word, _, written = line.split("\t")[0].partition("/")
        flags = cut(written.strip())
        if " " not in word and WRONG not in flags:
            yield from inflect(word, flags, affixes)


def cut_in_twos(flags):
    return {flags[place : place + 2] for place in range(0, len(flags), 2)}


def read_affixes(lines, cut):
    """Return for each kind and flag what it takes off, what it adds, where, and which flags."""
    affixes = defaultdict(list)
    for line in lines:
        kind, *fields = line.split()[:5] or [""]
        # A line of three fields, the last a number, only announces how many follow.
        if kind in {"SFX", "PFX"} and not (len(fields) == 3 and fields[2].isdigit()):
            flag, off, added, *where = fields
            added, _, flags = added.partition("/")
            condition = where[0] if where and not where[0].startswith(("ts:", "#")) else "."
            pattern = re.compile(f"{condition}$" if kind == "SFX" else f"^{condition}")
            affixes[kind, flag].append((off.strip("0"), added.strip("0"), pattern, cut(flags)))
    return affixes


def inflect(word, flags, affixes):
    """Yield the forms of a word with their flags: itself, with each ending, with each prefix."""
    kept = flags & {END}
    forms = [(word, flags)]
    for flag in sorted(flags):
        for off, added, pattern, more in affixes["SFX", flag]:
            if pattern.search(word) and word.endswith(off):
                forms.append((word.removesuffix(off) + added, kept | more))
    yield from forms
    for flag in sorted(flags):
        for off, added, pattern, more in affixes["PFX", flag]:
            for form, others in forms:
                if pattern.search(form) and form.startswith(off):
                    yield added + form.removeprefix(off), others | more


def make_trie(folders):
    """Return the trie of the words in some folders."""
    words, begins, ends = set(), set(), set()
    for folder in folders:
        for form, flags in read_words(folder):
            folded = "".join(split_word(form))
            if folded.isalpha():
                if INSIDE_ONLY not in flags and not form.endswith("-"):
                    # Many type "fotos" for "foto's"; split_word() leaves "foto".
                    words |= {folded, fold(form).replace("'", "").replace("-", "")}
                if flags & {BEGIN, MIDDLE}:
                    begins.add(folded + BEGINS)
                if END in flags:
                    ends.add(folded + ENDS)
    return marisa_trie.Trie(sorted(words | begins | ends), num_tries=6, binary=True)


if __name__ == "__main__":
    target, *sources = map(Path, sys.argv[1:])
    make_trie(sources).save(str(target))
