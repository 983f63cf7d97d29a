import pytest

from search.analysis import fold, get_analysis
from search.vectors import in_order, make_vector


def share_a_lexeme(language, one, other):
    analysis = get_analysis(language)
    tokens = [next(analysis.find_tokens(word)) for word in [one, other]]
    first, second = map(analysis.get_token_lexemes, tokens)
    return bool(first & second)


class TestDutch:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("gesprek", "gesprekken"),
            ("huis", "huizen"),
            ("organiseer", "organiseren"),
            ("aanmelden", "aangemeld"),
            ("stad", "steden"),  # in neither algorithm
            ("gemeente", "gemeenten"),
            ("lid", "leden"),
            ("gezin", "gezinnen"),
            ("bezoek", "bezocht"),
            ("uitzetten", "uitgezet"),
            ("school", "scholen"),  # only Porter misses it
            ("wonen", "gewoond"),
            ("Coördinatie", "coordinatie"),
            ("EEN", "één"),
            ("foto", "foto’s"),
            ("foto's", "foto"),
            ("e-mail", "email"),
            ("Zuid-Holland", "zuidholland"),
            ("Zuid-Holland", "Holland"),
            ("schuld\u00adhulp", "schuldhulp"),  # a soft hyphen, out of a PDF
            ("schuld\u200bhulp", "schuldhulp"),  # a space without width, out of a web page
            ("\ufeffschuld\u2060hulp", "schuldhulp"),
            ("coo\u0308rdinatie", "coördinatie"),  # accents of their own, as macOS writes them
            ("ﬁnancieel", "financieel"),  # two letters in one sign
            ("ＷＭＯ", "wmo"),
            ("glas", "glazen"),
            ("boos", "boze"),
            ("lief", "lieve"),
            ("kans", "kansen"),
            ("leest", "lezen"),
            ("sluiten", "gesloten"),
            ("inschrijven", "ingeschreven"),
            ("inschrijving", "inschreef"),
            ("krijgen", "kreeg"),
            ("aanvragen", "aanvroeg"),
            ("raadslid", "raadsleden"),
            ("kopje", "koppen"),
            ("bloempje", "bloemen"),
            ("koning", "koninkjes"),
            ("schrijver", "schrijven"),
            ("verhuizing", "verhuisd"),
            ("museum", "musea"),
            ("keukentafelgesprekje", "keukentafelgesprekken"),  # in no dictionary
        ],
    )
    def test_takes_forms_of_a_word_as_one(self, one, other):
        assert share_a_lexeme("nl", one, other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("gezin", "zin"),  # Kraaij-Pohlmann takes them as one
            ("gemeente", "menen"),
            ("arm", "armoede"),
            ("team", "thema"),
            ("week", "wijk"),
            ("vroeg", "vraag"),
            ("weken", "wekken"),
            ("gezond", "zon"),
            ("gebied", "bieden"),
            ("ouders", "ouderen"),
            ("kans", "kan"),
            ("lever", "leven"),
        ],
    )
    def test_keeps_other_words_apart(self, one, other):
        assert not share_a_lexeme("nl", one, other)


class TestEnglish:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("municipality", "municipalities"),
            ("organising", "organizing"),
            ("organisation", "organizations"),
            ("neighbourhood", "neighborhoods"),
            ("child", "children"),
            ("resident’s", "residents"),
            ("conversation", "conversations"),
            ("went", "going"),
            ("taught", "teaching"),
            ("chairwoman", "chairwomen"),
            ("safe", "safest"),
            ("found", "finding"),
            ("found", "founded"),
        ],
    )
    def test_takes_forms_of_a_word_as_one(self, one, other):
        assert share_a_lexeme("en", one, other)

    @pytest.mark.parametrize(("one", "other"), [("flow", "flower"), ("show", "shower")])
    def test_keeps_other_words_apart(self, one, other):
        assert not share_a_lexeme("en", one, other)

    def test_knows_no_dutch(self):
        assert not share_a_lexeme("en", "huis", "huizen")


class TestAllLanguages:
    @pytest.mark.parametrize(
        ("one", "other"), [("huis", "huizen"), ("municipality", "municipalities")]
    )
    def test_are_known_at_once_where_the_language_is_not(self, one, other):
        assert share_a_lexeme(None, one, other)

    def test_may_be_one_without_rules(self):
        assert share_a_lexeme("xx", "Tafel", "tafel")
        assert not share_a_lexeme("xx", "huis", "huizen")


class TestFolding:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [("Één", "een"), ("ĲSSEL", "ijssel"), ("Łukasz", "lukasz"), ("Straße", "strasse")],
    )
    def test_leaves_small_plain_letters(self, text, folded):
        assert fold(text) == folded


class TestVector:
    def test_has_weights_and_positions_and_no_small_words_of_a_text(self):
        analysis = get_analysis("nl")

        vector = make_vector(analysis, [("De tafel", "A"), ("de stoel", "C")])

        assert vector == "'de':1A 'tafel':2A 'stoel':14C"

    @pytest.mark.parametrize(
        ("queries", "written"),
        [
            (["'a'"], "'a'"),
            (["'a'", "'b'"], "('a') <1> ('b')"),
            (["'a'", "", "'b'"], "('a') <2> ('b')"),
            ([], ""),
        ],
    )
    def test_of_a_phrase_leaves_room_for_small_words(self, queries, written):
        assert in_order(queries) == written
