"""The golden set: questions of visitors, and the pages that must answer them.

Recall is the share of the expected pages among the first ten; nDCG also counts how high they stand
(Järvelin and Kekäläinen, 2002).
"""

import math
import tomllib
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from wagtail.models import Locale, Page

from search.finder import find

__all__ = ["Score", "answer_all", "read_set", "score"]

FOLDER = Path(__file__).parent
FIRST = 10
# An answer worse than this is printed.
WEAK = 0.6


@dataclass(frozen=True)
class Score:
    """Recall, nDCG and the share of right first answers over some questions, from 0 to 1.

    `weak` has the weak answers as readable lines.
    """

    recall: float
    ndcg: float
    first: float
    weak: list[str]

    def __str__(self):
        return f"recall {self.recall:.3f}, nDCG {self.ndcg:.3f}, first {self.first:.3f}"


def read_set(language):
    """Return the set in a language, as its file has it."""
    return tomllib.loads((FOLDER / f"golden.{language}.toml").read_text())


def answer_all(language, name=attrgetter("url")):
    """Return what a visitor gets for each question of a set, as a dictionary.

    That is the first pages: what has all words, then what has some. A page is a string, what the
    set calls it: `name` gives it. For a question of another language it is the titles of what that
    has; for one that nothing answers, how many pages seem to answer it in full.
    """
    golden = read_set(language)
    locale = Locale.objects.get(language_code=language)
    names = {page.pk: name(page) for page in Page.objects.filter(locale=locale)}
    answers = {}
    for question in [each for questions in golden["queries"].values() for each in questions]:
        entries = list_entries(find(question, locale))
        answers[question] = [names.get(entry.page_id, "a document") for entry in entries]
    for question in golden["other_language"]:
        others = find(question, locale).elsewhere
        answers[question] = [entry.title for other in others for entry in other.entries]
    for question in golden["negatives"]["questions"]:
        answers[question] = find(question, locale).total
    return answers


def list_entries(found):
    """Return the first entries that are shown of what is Found."""
    return [*found.rank(found.entries)[:FIRST], *found.rest][:FIRST]


def score(questions, answers):
    """Return the Score of the answers, as answer_all() gives them, to questions of a set."""
    recalls, ndcgs, firsts, weak = [], [], [], []
    for question, expected in questions.items():
        given = answers[question]
        recalls.append(get_recall(given, expected))
        ndcgs.append(get_ndcg(given, expected))
        firsts.append(bool(given) and given[0] in expected)
        lost = sorted(set(expected) - set(given))
        if lost or ndcgs[-1] < WEAK:
            weak.append(f"{question!r} nDCG {ndcgs[-1]:.2f} lacks {lost}, first {given[:1]}")
    number = len(questions)
    return Score(sum(recalls) / number, sum(ndcgs) / number, sum(firsts) / number, weak)


def get_recall(answers, expected):
    return len(set(answers) & set(expected)) / len(expected)


def get_ndcg(answers, expected):
    """Return how well the answers are ordered, from 0 to 1; each expected page is worth as much."""

    def add_up(places):
        return sum(1 / math.log2(place + 2) for place in places)

    found = [place for place, answer in enumerate(answers) if answer in expected]
    return add_up(found) / add_up(range(len(expected)))
