"""The golden set: questions of visitors, and the pages that must answer them.

Recall is the share of the expected pages among the first ten; nDCG also counts how high they stand
(Järvelin and Kekäläinen, 2002). Both are printed: `pytest -s tests/search/test_golden.py`.
"""

import math
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from pages.models import StandardPage
from search.finder import find
from tests.factories import HomePageFactory, StandardPageFactory

FOLDER = Path(__file__).parent
FIRST = 10


def read_set(language):
    return tomllib.loads((FOLDER / f"golden.{language}.toml").read_text())


def get_answers(question, locale):
    """Return the primary keys of the first pages that a visitor gets, in order."""
    found = find(question, locale)
    return [entry.page_id for entry in found.rank(found.entries)[:FIRST]]


def get_recall(answers, expected):
    return len(set(answers) & set(expected)) / len(expected)


def get_ndcg(answers, expected):
    """Return how well the answers are ordered, from 0 to 1; each expected page is worth as much."""

    def add_up(places):
        return sum(1 / math.log2(place + 2) for place in places)

    found = [place for place, answer in enumerate(answers) if answer in expected]
    return add_up(found) / add_up(range(len(expected)))


def measure(queries, locale, keys):
    """Return recall and nDCG over all queries, and what was not found, as readable lines.

    `keys` maps what the set calls a page to its primary key.
    """
    recalls, ndcgs, missing = [], [], []
    for kind, questions in queries.items():
        for question, names in questions.items():
            answers = get_answers(question, locale)
            expected = [keys[name] for name in names]
            recalls.append(get_recall(answers, expected))
            ndcgs.append(get_ndcg(answers, expected))
            lost = [name for name in names if keys[name] not in answers]
            if lost or ndcgs[-1] < 0.6:
                missing.append(f"{kind}: {question!r} nDCG {ndcgs[-1]:.2f} lacks {lost}")
    return sum(recalls) / len(recalls), sum(ndcgs) / len(ndcgs), missing


def check(golden, locale, keys):
    recall, ndcg, missing = measure(golden["queries"], locale, keys)
    print(f"\n{locale.language_code}: recall {recall:.3f}, nDCG {ndcg:.3f}", *missing, sep="\n  ")
    assert recall >= golden["floor"]["recall"], missing
    assert ndcg >= golden["floor"]["ndcg"], missing


@pytest.mark.django_db
class TestGoldenSet:
    def test_is_large_enough(self):
        numbers = {
            language: sum(len(kind) for kind in read_set(language)["queries"].values())
            for language in ["nl", "en"]
        }

        assert numbers["nl"] >= 80
        assert numbers["en"] >= 40

    @pytest.mark.slow
    def test_is_answered_in_dutch(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        call_command("demo", verbosity=0)
        locale = Locale.objects.get(language_code="nl")
        root = Site.objects.get().root_page
        keys = {
            "/" + page.url_path.removeprefix(root.url_path): page.pk
            for page in Page.objects.filter(locale=locale)
        }

        check(read_set("nl"), locale, keys)

    def test_is_answered_in_english(self, home):
        golden = read_set("en")
        locale, _ = Locale.objects.get_or_create(language_code="en")
        english = HomePageFactory(parent=Page.get_first_root_node(), locale=locale, slug="en")
        for page in golden["page"]:
            text = page.pop("text")
            StandardPageFactory(parent=english, locale=locale, body=[("text", text)], **page)
        keys = dict(StandardPage.objects.filter(locale=locale).values_list("slug", "pk"))

        check(golden, locale, keys)
