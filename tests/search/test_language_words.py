import pytest

from search.language_words import cut_compound, is_word


class TestIsWord:
    @pytest.mark.parametrize(
        "word",
        [
            "vervoer",
            "bijstand",
            "inschrijven",
            "ingeschreven",
            "opzeggen",
            "doof",
            "gemeentelijke",
            "ideeen",
            "fotos",
            "verjaardagstaart",  # in no dictionary, but its parts are
            "wijkteammedewerkers",
            "schuldhulpverleningstraject",
        ],
    )
    def test_knows_dutch_words_in_their_forms_and_compounds(self, word):
        assert is_word(word, "nl")

    @pytest.mark.parametrize("word", ["vervoir", "bijstadn", "inschrijvven", "gemeentte"])
    def test_knows_a_typing_error_from_a_word(self, word):
        assert not is_word(word, "nl")

    def test_knows_british_and_american_spelling(self):
        assert all(is_word(word, "en") for word in ["colour", "color", "organise", "organize"])

    def test_keeps_the_languages_apart(self):
        assert not is_word("vervoer", "en")
        assert not is_word("housing", "nl")

    def test_knows_no_word_of_a_language_without_data(self):
        assert not is_word("ev", "tr")


class TestCutCompound:
    PARTS = {"jeugd+", "zorg+", "zorg=", "plan="}

    @pytest.mark.parametrize(
        ("word", "parts"),
        [
            ("jeugdzorg", ["jeugd", "zorg"]),
            ("jeugdzorgplan", ["jeugd", "zorg", "plan"]),
            ("planzorg", []),  # nothing begins with "plan"
            ("zorg", []),
        ],
    )
    def test_cuts_where_one_part_may_end_and_the_next_begin(self, word, parts):
        assert cut_compound(word, self.PARTS) == parts
