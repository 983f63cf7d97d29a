"""The golden set is answered: `pytest -s tests/search/test_golden.py` prints how well, by kind."""

from operator import attrgetter

import pytest

from tests.factories import StandardPageFactory
from tests.search.golden import answer_all, read_set, score


def check(language, answers):
    """Fail when the answers to a kind of questions are worse than its floor says."""
    golden = read_set(language)
    every = {**golden["queries"], "other_language": golden["other_language"]}
    results = {kind: score(questions, answers) for kind, questions in every.items()}
    for kind, result in results.items():
        print(f"\n{language}, {kind}: {result}", *result.weak, sep="\n    ")
    all_questions = {name: each for questions in every.values() for name, each in questions.items()}
    print(f"\n{language}: {score(all_questions, answers)}")
    assert golden["floors"].keys() == every.keys()
    for kind, (recall, ndcg) in golden["floors"].items():
        assert results[kind].recall >= recall, results[kind].weak
        assert results[kind].ndcg >= ndcg, results[kind].weak
    assert [each for each in golden["negatives"]["questions"] if answers[each]] == []


class TestGoldenSet:
    def test_is_large_enough(self):
        sets = [read_set("nl"), read_set("en")]
        asked = [{**each["queries"], "other": each["other_language"]} for each in sets]

        assert sum(len(questions) for each in asked for questions in each.values()) >= 300
        assert sum(len(each["negatives"]["questions"]) for each in sets) >= 40

    @pytest.mark.django_db
    def test_is_answered_in_dutch_by_the_demonstration_site(self, answers):
        check("nl", answers)

    def test_is_answered_in_english(self, home, english, english_home):
        for page in read_set("en")["page"]:
            text = page.pop("text")
            StandardPageFactory(parent=english_home, locale=english, body=[("text", text)], **page)
        StandardPageFactory(parent=home, title="Mantelzorgboete")

        check("en", answer_all("en", name=attrgetter("slug")))
