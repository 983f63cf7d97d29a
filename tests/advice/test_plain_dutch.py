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
SENTENCES = [
    line.rpartition("|")
    for line in (FOLDER / "marked_sentences.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
MARKED = [
    (text.strip(), {mark.strip() for mark in marks.split(",") if mark.strip()})
    for text, _stroke, marks in SENTENCES
]


def find_hints(*pages):
    """Return the hints for each text of some pages, each a list of texts, as the browser does."""
    data = json.dumps({"formal": read_formal_words(), "texts": pages})
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


class TestFormalWords:
    def test_are_about_250_with_a_replacement(self):
        words = read_formal_words()

        assert 250 <= len(words["words"]) + len(words["phrases"]) <= 350
        assert all(words["words"].values())

    def test_are_in_small_letters_and_once(self):
        text = (ROOT / "advice/formal_words.toml").read_text()
        for group in tomllib.loads(text).values():
            assert all(word == word.lower() for word in group)
