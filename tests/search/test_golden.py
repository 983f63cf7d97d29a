"""The golden set is answered: `pytest -s tests/search/test_golden.py` prints how well."""

from operator import attrgetter

import pytest

from tests.factories import StandardPageFactory
from tests.search.golden import answer_all, read_set, score


def check(language, answers):
    golden = read_set(language)
    result = score(golden, answers)
    print(f"\n{language}: recall {result.recall:.3f}, nDCG {result.ndcg:.3f}")
    print(*result.weak, sep="\n")
    assert result.recall >= golden["floor"]["recall"], result.weak
    assert result.ndcg >= golden["floor"]["ndcg"], result.weak


class TestGoldenSet:
    def test_is_large_enough(self):
        for language, least in [("nl", 100), ("en", 40)]:
            questions = read_set(language)["queries"].values()
            assert sum(map(len, questions)) >= least

    @pytest.mark.django_db
    def test_is_answered_in_dutch_by_the_demonstration_site(self, answers):
        check("nl", answers)

    def test_is_answered_in_english(self, english, english_home):
        for page in read_set("en")["page"]:
            text = page.pop("text")
            StandardPageFactory(parent=english_home, locale=english, body=[("text", text)], **page)

        check("en", answer_all("en", name=attrgetter("slug")))
