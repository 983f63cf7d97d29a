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
    """Recall and nDCG over all questions, from 0 to 1, and the weak answers as readable lines."""

    recall: float
    ndcg: float
    weak: list[str]


def read_set(language):
    """Return the set in a language, as its file has it."""
    return tomllib.loads((FOLDER / f"golden.{language}.toml").read_text())


def answer_all(language, name=attrgetter("url")):
    """Return a dictionary of question to the first pages that a visitor gets.

    A page is a string, what the set calls it: `name` gives it.
    """
    locale = Locale.objects.get(language_code=language)
    names = {page.pk: name(page) for page in Page.objects.filter(locale=locale)}
    answers = {}
    for questions in read_set(language)["queries"].values():
        for question in questions:
            found = find(question, locale)
            entries = found.rank(found.entries)[:FIRST]
            answers[question] = [names.get(entry.page_id, "a document") for entry in entries]
    return answers


def score(golden, answers):
    """Return the Score of the answers, as answer_all() gives them, to a set."""
    recalls, ndcgs, weak = [], [], []
    for kind, questions in golden["queries"].items():
        for question, expected in questions.items():
            recalls.append(get_recall(answers[question], expected))
            ndcgs.append(get_ndcg(answers[question], expected))
            lost = sorted(set(expected) - set(answers[question]))
            if lost or ndcgs[-1] < WEAK:
                weak.append(f"{kind}: {question!r} nDCG {ndcgs[-1]:.2f} lacks {lost}")
    return Score(sum(recalls) / len(recalls), sum(ndcgs) / len(ndcgs), weak)


def get_recall(answers, expected):
    return len(set(answers) & set(expected)) / len(expected)


def get_ndcg(answers, expected):
    """Return how well the answers are ordered, from 0 to 1; each expected page is worth as much."""

    def add_up(places):
        return sum(1 / math.log2(place + 2) for place in places)

    found = [place for place, answer in enumerate(answers) if answer in expected]
    return add_up(found) / add_up(range(len(expected)))
