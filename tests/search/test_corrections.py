"""What is taken for a typing error, and what is left as it was typed."""

from pathlib import Path

import pytest
from wagtail.models import Locale, PageViewRestriction

from search.analysis import fold, get_analysis
from search.corrections import find_similar, is_of_a_language
from search.finder import find
from search.models import PinnedPage, Word
from search.suggestions import suggest
from tests.factories import FileFactory, StandardPageFactory
from tests.search.errors import make_errors

FOLDER = Path(__file__).parent


class TestCorrections:
    @pytest.mark.parametrize(
        ("typed", "other"),
        [
            ("bijstand", "bestand"),
            ("doof", "door"),
            ("vader", "kader"),
            ("inschrijven", "schrijven"),
            ("afmelden", "melden"),
            ("opzeggen", "zeggen"),
            ("vervoer", "verder"),
            ("meeting", "meting"),
        ],
    )
    def test_leave_a_word_of_a_language_as_it_is(self, home, dutch, typed, other):
        StandardPageFactory(parent=home, title=f"{other} tafel")

        assert not find(typed, dutch).is_corrected
        assert not find(f"tafel {typed}", dutch).is_corrected

    def test_are_only_offered_for_more_than_one_letter(self, home, dutch):
        StandardPageFactory(parent=home, title="Mantelzorg")

        found = find("mantelsork", dutch)

        assert (found.total, found.is_corrected, found.correction.text) == (0, False, "mantelzorg")

    def test_put_two_sounds_of_a_long_word_right(self, home, dutch):
        StandardPageFactory(parent=home, title="Contact")

        found = find("kontakt", dutch)

        assert (found.total, found.is_corrected, found.query.text) == (1, True, "contact")

    def test_know_the_words_that_lead_to_a_pinned_page(self, home, dutch):
        page = StandardPageFactory(parent=home, title="Contact")
        PinnedPage.objects.create(locale=dutch, page=page, question="bellen, telefoonnummer")

        found = find("telefoonummer", dutch)

        assert (found.total, found.is_corrected, found.query.text) == (1, True, "telefoonnummer")

    def test_know_a_form_that_only_the_language_has(self, home, dutch):
        StandardPageFactory(parent=home, title="Huisuitzetting")

        for typed in ["huisuitzetingen", "huisuitzettingne"]:
            found = find(typed, dutch)
            assert (found.total, found.query.text) == (1, "huisuitzettingen"), typed
            assert found.is_corrected, typed

    def test_know_a_word_that_the_site_has_inside_another(self, home, dutch):
        StandardPageFactory(parent=home, title="Toegankelijkheid")

        found = find("toegangkelijk", dutch)

        assert (found.total, found.is_corrected, found.query.text) == (1, True, "toegankelijk")

    def test_know_a_compound_of_which_the_site_has_a_piece(self, home, dutch):
        StandardPageFactory(parent=home, title="Zorg")

        found = find("jeugdzor", dutch)

        assert (found.is_corrected, found.correction.text) == (True, "jeugdzorg")
        assert (found.total, found.missing, len(found.rest)) == (0, ["jeugd"], 1)

    def test_put_one_letter_right_and_two_in_each_others_place(self, home, dutch):
        StandardPageFactory(parent=home, title="Contact")

        for typed in ["contakt", "contcat", "contat", "contackt", "conttact"]:
            found = find(typed, dutch)
            assert (found.total, found.is_corrected) == (1, True), typed

    def test_offer_the_whole_of_half_a_word(self, english_home, english):
        StandardPageFactory(parent=english_home, title="Municipalities", locale=english)

        found = find("munici", english)

        assert (found.total, found.is_corrected, found.correction.text) == (
            *(0, False),
            "municipalities",
        )

    def test_never_lose_a_prefix(self, home, dutch):
        StandardPageFactory(parent=home, title="Melden")

        assert find("afmedlen", dutch).correction is None

    def test_leave_the_words_to_who_wants_them_as_they_were_typed(self, home, dutch):
        StandardPageFactory(parent=home, title="Mantelzorg")

        found = find("mantelzrog", dutch, as_typed=True)

        assert (found.total, found.is_corrected, found.correction.total) == (0, False, 1)

    def test_take_the_place_of_no_results(self, home, dutch):
        StandardPageFactory(parent=home, title="Mantelzorg")

        found = find("mantelzrog", dutch)

        assert found.is_corrected
        assert (found.correction.text, found.correction.total) == ("mantelzorg", 1)
        assert found.total == 1

    def test_are_offered_beside_few_results(self, home, dutch):
        StandardPageFactory(parent=home, title="Mantelzorgen", body=[("text", "Stoelen.")])
        for number in range(4):
            StandardPageFactory(parent=home, title=f"Tafel {number}", body=[("text", "Stoelen.")])

        found = find("stoel tafle", dutch)

        assert not found.total or found.is_corrected
        assert found.correction.text == "stoel tafel"
        assert found.correction.total == 4

    def test_keep_the_words_that_are_right(self, home, dutch):
        StandardPageFactory(parent=home, title="Mantelzorg in Rotterdam")

        assert find("Rotterdam: mantelzrog!", dutch).correction.text == "Rotterdam: mantelzorg!"

    @pytest.mark.parametrize("hide", ["unpublish", "make_private", "delete"])
    def test_never_name_a_word_that_is_not_public_any_more(self, home, dutch, hide):
        page = StandardPageFactory(parent=home, title="Kabouterbos")
        assert find("kabuoterbos", dutch).correction

        if hide == "make_private":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        else:
            getattr(page, hide)()

        assert find("kabuoterbos", dutch).correction is None
        assert suggest("kabou", dutch) == []

    def test_never_name_a_word_of_a_draft_or_of_a_file_that_no_page_links_to(self, home, dutch):
        StandardPageFactory(parent=home, title="Kabouterbos", live=False)
        FileFactory(title="Kabouterbos")

        assert find("kabuoterbos", dutch).correction is None


def read_ordinary_words(language):
    """Return the words of a file of ordinary words, folded, as a list."""
    lines = (FOLDER / f"ordinary.{language}.txt").read_text().splitlines()
    return [fold(line) for line in lines if not line.startswith("#")]


@pytest.mark.usefixtures("demo", "db")
class TestManyWords:
    """How often a word is taken for another, on the demonstration site."""

    @pytest.mark.parametrize(("language", "number"), [("nl", 2000), ("en", 1000)])
    def test_that_are_ordinary_are_never_replaced(self, language, number):
        locale = Locale.objects.get(language_code=language)
        words = read_ordinary_words(language)
        assert len(words) == number

        doubtful = [word for word in words if not is_of_a_language(word)]

        found = {word: find_similar(locale, word) for word in doubtful}
        assert [word for word, similar in found.items() if similar and similar.is_sure] == []

    def test_with_an_error_are_put_right_or_offered_first(self):
        dutch, analysis = Locale.objects.get(language_code="nl"), get_analysis("nl")
        words = Word.objects.filter(locale=dutch, entry_count__gt=0, word__regex="^[a-z]{4,}$")
        errors = make_errors(set(words.values_list("folded", flat=True)), 1000)

        def is_found(word, typed):
            similar = find_similar(dutch, typed)
            lexemes = analysis.get_lexemes(typed)
            if similar:
                lexemes |= analysis.get_lexemes(fold(similar.word))
            return bool(lexemes & analysis.get_lexemes(word))

        lost = [(word, typed) for word, typed in errors if not is_found(word, typed)]
        print(f"\n{len(lost)} of {len(errors)} typing errors are not put right: {lost}")
        assert len(lost) <= 100
