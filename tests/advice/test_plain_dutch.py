"""Hints for plain Dutch: seldom wrong, or nobody reads them a second time."""

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from advice.plain_dutch import read_formal_words

ROOT = Path(settings.BASE_DIR)
FOLDER = Path(__file__).parent
COMMON = (ROOT / "static/words/common-nl.txt").read_text().split()


def read_marked(name):
    """Return (sentence, set of what is to be said about it) for each line of a file."""
    lines = (FOLDER / name).read_text().splitlines()
    parts = [line.rpartition("|") for line in lines if line and not line.startswith("#")]
    return [
        (text.strip(), {mark.strip() for mark in marks.split(",") if mark.strip()})
        for text, _stroke, marks in parts
    ]


MARKED = read_marked("marked_sentences.txt")
MARKED_RARE = read_marked("marked_rare_words.txt")


def find_hints(*pages, explained=()):
    """Return the hints for each text of some pages, each a list of texts, as the browser does."""
    data = json.dumps(
        {
            "formal": read_formal_words(),
            "common": COMMON,
            "explained": explained,
            "texts": pages,
        }
    )
    script = [ROOT / ".venv/bin/node", FOLDER / "hints.js"]
    answer = subprocess.run(script, input=data, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def name(hint):
    """Return what a hint is about, as the marks have it."""
    return hint["kind"] if hint["kind"] in {"long", "quotes"} else hint["words"]


@pytest.fixture(scope="module")
def found():
    """What is found in each marked sentence, as a list of sets."""
    answers = find_hints(*([text] for text, _marks in MARKED))
    return [{name(hint) for hint in hints} for (hints,) in answers]


@pytest.fixture(scope="module")
def rare():
    """The rare words that are found in each sentence marked for them, as a list of sets."""
    answers = find_hints(*([text] for text, _marks in MARKED_RARE))
    return [{hint["words"] for hint in hints if hint["kind"] == "rare"} for (hints,) in answers]


class TestHints:
    def test_are_right_four_times_in_five(self, found):
        pairs = list(zip(found, MARKED, strict=True))
        right = sum(len(each & marks) for each, (_text, marks) in pairs)
        wrong = [(text, each - marks) for each, (text, marks) in pairs if each - marks]

        assert len(MARKED) == 200
        assert right / (right + sum(len(each) for _text, each in wrong)) >= 0.8, wrong

    def test_find_most(self, found):
        pairs = list(zip(found, MARKED, strict=True))
        missed = [(text, marks - each) for each, (text, marks) in pairs if marks - each]
        right = sum(len(each & marks) for each, (_text, marks) in pairs)

        assert right / (right + sum(len(each) for _text, each in missed)) >= 0.9, missed

    def test_name_an_abbreviation_once_on_a_page(self):
        ((first, second),) = find_hints(["De VNG belt.", "De VNG schrijft."])

        assert [hint["words"] for hint in first] == ["VNG"]
        assert second == []

    def test_tell_a_name_from_the_same_word_at_the_beginning_of_a_sentence(self):
        ((hints,),) = find_hints(["Wij werken bij Middels. Middels een brief vroegen wij dat."])

        assert [(hint["kind"], hint["words"]) for hint in hints] == [("formal", "Middels")]

    def test_are_about_a_whole_paragraph_too(self):
        ((hints,),) = find_hints(["Wij gaan samen aan tafel. " * 19])

        assert [hint["kind"] for hint in hints] == ["paragraph"]


class TestRareWords:
    def test_are_right_four_times_in_five(self, rare):
        pairs = list(zip(rare, MARKED_RARE, strict=True))
        right = sum(len(each & marks) for each, (_text, marks) in pairs)
        wrong = set().union(*(each - marks for each, (_text, marks) in pairs))

        assert right / (right + len(wrong)) >= 0.8, wrong

    def test_are_mostly_found(self, rare):
        pairs = list(zip(rare, MARKED_RARE, strict=True))
        right = sum(len(each & marks) for each, (_text, marks) in pairs)
        missed = set().union(*(marks - each for each, (_text, marks) in pairs))

        assert right / (right + len(missed)) >= 0.75, missed

    def test_are_named_once_on_a_page(self):
        ((first, second),) = find_hints(["Een interventie.", "De interventie."])

        assert [(hint["kind"], hint["words"]) for hint in first] == [("rare", "interventie")]
        assert second == []

    def test_are_named_in_small_letters_as_the_glossary_finds_them_everywhere(self):
        ((hints,),) = find_hints(["Interventie helpt."])

        assert [hint["words"] for hint in hints] == ["interventie"]

    def test_are_not_named_when_the_glossary_explains_them(self):
        ((hints,),) = find_hints(["De interventie van het UWV."], explained=["interventie", "uwv"])

        assert hints == []

    def test_are_no_names_and_addresses(self):
        text = "Stichting Cohesie is er: info@cohesie.example.org, cohesie.nl."
        ((hints,),) = find_hints([text])

        assert hints == []


class TestFormalWords:
    def test_are_about_250_with_a_replacement(self):
        words = read_formal_words()

        assert 250 <= len(words["words"]) + len(words["phrases"]) <= 350
        assert all(words["words"].values())

    def test_are_in_small_letters_and_once(self):
        text = (ROOT / "advice/formal_words.toml").read_text()
        for group in tomllib.loads(text).values():
            assert all(word == word.lower() for word in group)
