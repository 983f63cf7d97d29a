"""An excerpt reads as sentences, wherever in a text the words of a question stand."""

import pytest

from search.analysis import get_analysis
from search.excerpts import make_excerpt

DUTCH = get_analysis("nl")
LONG = "Wij praten over " + "van alles en nog wat, " * 20 + "en dan komt de stoel aan de beurt"


def excerpt(text, *words, summary=""):
    lexemes = frozenset().union(*map(DUTCH.get_lexemes, words))
    segments, _is_summary = make_excerpt(summary, text, lexemes, DUTCH)
    return "".join(segment.text for segment in segments)


class TestExcerpt:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            # What follows a sentence follows it, also from another block.
            ("Dit is een stoel.\nDaar staat hij.", "Dit is een stoel. Daar staat hij."),
            # It begins where a sentence does, without what stands before it.
            ("Eerst iets anders. Dit is een stoel. En meer.", "Dit is een stoel. En meer."),
            # A heading is no part of a sentence, before it, after it, or between two.
            ("Tafel\nDit is een stoel.\nKast\nEn meer.", "Dit is een stoel."),
            # A heading or an item stands alone where the word is nowhere else.
            ("Een tafel\nEen stoel\nEen kast", "Een stoel"),
            # And is passed over where it is.
            ("De stoel\nDit is een stoel.", "Dit is een stoel."),
            # An item of a list comes with what the list is of.
            ("Neem mee:\nEen stoel\nEen kast", "Neem mee: Een stoel"),
            # A point ends no sentence in an abbreviation.
            ("Kom o.a. Maandag op de stoel bij dhr. Jansen.", None),
            ("Er is een vraag? Ja! “Een stoel.” Dat is het.", "“Een stoel.” Dat is het."),
            ("Wat 'n stoel…\nMeer.", "Wat 'n stoel… Meer."),
        ],
    )
    def test_is_of_whole_sentences(self, text, expected):
        assert excerpt(text, "stoel") == (expected or text)

    def test_has_as_many_words_of_the_question_as_can_be(self):
        text = "Een stoel. " + "Iets anders. " * 30 + "De stoel staat aan tafel."

        assert excerpt(text, "stoel", "tafel") == "De stoel staat aan tafel."

    def test_ends_before_it_becomes_too_long(self):
        text = excerpt("Dit is een stoel. " + "Nog een zin erbij. " * 40, "stoel")

        assert 180 < len(text) <= 220
        assert text.endswith("erbij.")

    def test_of_a_long_sentence_begins_and_ends_between_words(self):
        text = excerpt(LONG, "stoel")
        assert text.startswith("…van alles en nog wat")
        assert text.endswith("de stoel aan de beurt")

        assert excerpt(LONG, "praten").startswith("Wij praten over van alles")
        assert excerpt(LONG, "praten").endswith("…")
        assert len(excerpt(LONG, "stoel")) <= 222

    def test_is_a_summary_that_says_it(self):
        assert excerpt("Een stoel.", "stoel", summary="Over de stoel") == "Over de stoel"
        assert excerpt("Een stoel.", "stoel", summary="Over ons") == "Een stoel."
        assert excerpt("Een tafel.", "stoel", summary="Over ons") == "Over ons"
        assert excerpt("Een stoel", "stoel", summary="Over ons") == "Over ons"
        assert excerpt("", "stoel") == ""
