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
            ("digitalisatie", "digitalisering"),
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
            ("ov", "of"),  # an abbreviation has no endings
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


class TestNumbers:
    @pytest.mark.parametrize(
        "text",
        [
            "0107945676",
            "010-7945676",
            "010-794 56 76",
            "(010) 794 56 76",
            "+31 10 794 5676",
            "+31 (0)10 794 56 76",
            "0031107945676",
        ],
    )
    def test_of_a_telephone_are_one_word_however_written(self, text):
        tokens = list(get_analysis("nl").find_tokens(f"Bel {text}, of mail."))

        assert tokens[1].words == ("0107945676",)

    @pytest.mark.parametrize("text", ["3015CX", "3015 CX", "3015\u00a0CX", "3015 cx"])
    def test_of_a_postcode_are_found_however_written(self, text):
        assert share_a_lexeme("nl", text, "3015CX")

    def test_before_a_small_word_are_no_postcode(self):
        tokens = get_analysis("nl").find_tokens("in 2026 en 2027 de")

        assert [token.joined for token in tokens] == ["in", "2026", "en", "2027", "de"]

    @pytest.mark.parametrize("text", ["27-11-2026", "27/11/2026", "27.11.2026", "27 nov. 2026"])
    def test_of_a_date_are_read_as_one_says_it(self, text):
        analysis = get_analysis("nl")

        said = [analysis.get_token_lexemes(token) for token in analysis.find_tokens(text)]

        assert said == [{"27"}, {"november"}, {"2026"}]

    def test_of_a_date_are_read_in_the_language(self):
        tokens = get_analysis("en").find_tokens("2026-05-02")

        assert [token.joined for token in tokens] == ["2026", "may", "2"]

    def test_that_are_no_date_stay(self):
        assert next(get_analysis("nl").find_tokens("45-99-2026")).words == ("45", "99", "2026")

    @pytest.mark.parametrize("text", ["MP.L03.105", "mp-l03-105", "MPL03105"])
    def test_of_a_room_are_found_however_written(self, text):
        assert share_a_lexeme("nl", text, "MP.L03.105")


class TestSeparableVerbs:
    @pytest.mark.parametrize(
        ("text", "verb"),
        [
            ("Meld u voor 1 mei aan.", "aanmelden"),
            ("Hoe meld ik me aan", "aanmelden"),
            ("Meld je aan voor de nieuwsbrief", "aanmelden"),
            ("Het is tijd om u aan te melden", "aanmelden"),
            ("Zet uw telefoon uit!", "uitzetten"),
            ("Schrijf uw kind in bij de school", "inschrijven"),
            ("Zij namen deel aan het gesprek", "deelnemen"),
            ("Denk met ons mee en kom langs", "meedenken"),
            ("Ga mee naar buiten", "meegaan"),
            ("Zij pakken samen één vraag aan", "aanpakken"),
            ("Wie die brief uitstelt, die meldt zich aan", "aanmelden"),
        ],
    )
    def test_are_found_apart_in_a_sentence(self, text, verb):
        analysis = get_analysis("nl")

        found = {token.together for token in analysis.find_tokens(text)}

        assert analysis.get_lexemes(verb) & found

    @pytest.mark.parametrize(
        "text",
        [
            "Er is werk in de wijk",
            "Over een vraag aan.",
            "Ik kom aan het woord",
            "Meld het. Aan de slag",
            "Wat werkt? Uit.",
        ],
    )
    def test_are_not_made_of_a_preposition(self, text):
        assert not any(token.together for token in get_analysis("nl").find_tokens(text))

    def test_are_in_the_index_at_the_place_of_the_verb(self):
        vector = make_vector(get_analysis("nl"), [("Meld u aan", "C")])

        assert vector == "'meld':1C 'aanmeld':1C"


class TestFolding:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Één", "een"),
            ("ĲSSEL", "ijssel"),
            ("Łukasz", "lukasz"),
            ("Straße", "strasse"),
            ("yıldız", "yildiz"),
            ("İstanbul", "istanbul"),
            ("Đặng", "dang"),
            ("ħŧŋƶ", "htnz"),
        ],
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
