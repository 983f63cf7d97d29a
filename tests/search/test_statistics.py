import datetime

import pytest
from django.db import DatabaseError
from django.utils import timezone

from search import statistics
from search.models import DailyCount, Question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def ask(words, locale, *, times=1, days_ago=0, found=0):
    question, _ = Question.objects.get_or_create(locale=locale, words=words)
    date = timezone.localdate() - datetime.timedelta(days=days_ago)
    return DailyCount.objects.create(question=question, date=date, asked=times, found=found)


class TestRecord:
    def test_keeps_nothing_that_may_be_about_a_person(self, dutch):
        for text in [
            "iemand@example.org",
            "010 794 5676",
            "BSN 123456782",
            "3015-12345",
            "hoe kan ik mijn buurman Jan de Vries helpen",  # a story, perhaps about somebody
            "x" * 61,
            "?!",
            "",
        ]:
            statistics.record(text, dutch, found=0)
            assert not Question.objects.exists(), text

    def test_keeps_words(self, dutch):
        texts = ["Wmo 2015", "werkteam 2", "wat is een lectoraat?"]

        for text in texts:
            statistics.record(text, dutch, found=3)

        assert [count.asked for count in DailyCount.objects.all()] == [1, 1, 1]

    def test_counts_languages_apart(self, dutch, english):
        statistics.record("privacy", dutch, found=1)
        statistics.record("privacy", english, found=1)

        assert DailyCount.objects.count() == 2

    def test_takes_no_new_questions_without_end(self, dutch, monkeypatch):
        monkeypatch.setattr(statistics, "MOST_NEW", 2)

        for words in ["een", "twee", "drie", "twee"]:
            statistics.record(words, dutch, found=0)

        counts = DailyCount.objects.values_list("question__words", "asked")
        assert dict(counts) == {"een": 1, "twee": 2}

    def test_spoils_no_answer_when_the_database_takes_nothing_in(self, client, home, monkeypatch):
        def refuse(*args):
            raise DatabaseError("read only")

        monkeypatch.setattr(statistics, "count", refuse)

        assert client.get("/zoeken/?q=tafel").status_code == 200


class TestDeleteOutdatedQuestions:
    def test_deletes_rare_questions_after_thirty_days(self, dutch):
        ask("zeldzaam", dutch, times=4, days_ago=30)
        ask("vaak", dutch, times=5, days_ago=30)
        ask("nieuw", dutch, days_ago=29)

        statistics.delete_outdated_questions()

        assert set(Question.objects.values_list("words", flat=True)) == {"vaak", "nieuw"}

    def test_keeps_what_many_ask_a_little_each_day(self, dutch):
        for days_ago in [40, 35, 33, 20, 1]:
            ask("vaak", dutch, days_ago=days_ago)

        statistics.delete_outdated_questions()

        assert DailyCount.objects.count() == 5

    def test_deletes_everything_after_a_year(self, dutch):
        ask("vaak", dutch, times=500, days_ago=365)

        statistics.delete_outdated_questions()

        assert not Question.objects.exists()

    def test_forgets_words_that_were_ignored(self, dutch):
        ask("naam", dutch, days_ago=31)
        Question.objects.update(is_ignored=True)

        statistics.delete_outdated_questions()

        assert not Question.objects.exists()


class TestQuestions:
    def test_come_with_their_number_and_latest_result(self, dutch):
        ask("tafel", dutch, times=2, days_ago=3, found=0)
        ask("tafel", dutch, times=3, days_ago=1, found=4)
        ask("stoel", dutch, times=9, days_ago=2)
        ask("oud", dutch, times=50, days_ago=31)

        found = [(each.words, each.asked, each.found) for each in statistics.get_questions()]

        assert found == [("stoel", 9, 0), ("tafel", 5, 4)]

    def test_of_the_last_week_are_counted_with_those_in_vain(self, dutch):
        assert statistics.count_week() == (0, 0)
        ask("tafel", dutch, times=3, found=4)
        ask("stoel", dutch, times=2, days_ago=6)
        ask("kast", dutch, times=9, days_ago=7)

        assert statistics.count_week() == (5, 2)


class TestJoinForms:
    """As after a change of the rules for words, or of a site from before there were keys."""

    def test_joins_what_is_counted_of_forms_of_the_same_words(self, dutch, english):
        ask("gemeente", dutch, times=2, found=1)
        ask("gemeenten", dutch, times=3)
        ask("gemeenten", dutch, times=4, days_ago=1)
        ask("gemeenten", english, times=5)
        Question.objects.filter(words="gemeenten", locale=dutch).update(is_ignored=True)

        statistics.join_forms()

        rows = DailyCount.objects.order_by("-asked", "question__words").values_list(
            "question__words", "asked", "found"
        )
        assert list(rows) == [("gemeente", 5, 1), ("gemeenten", 5, 0), ("gemeente", 4, 0)]
        assert Question.objects.get(words="gemeente").is_ignored
        assert statistics.count(statistics.make_key("gemeentes", dutch), dutch, 0)
