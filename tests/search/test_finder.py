"""What is found, in which order, and what never is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from glossary.models import Term
from news.models import NewsPage
from pages.models import StandardPage
from search.finder import find, get_findable_entries, match
from search.index import take_away, update_entries
from search.index_version import read_index_version
from search.models import Entry, PinnedPage, Synonym, Word
from search.query import make_query
from search.ranking import rank
from search.suggestions import suggest
from search.terms import get_rarity
from search.vectors import WrittenQuery
from site_version.version import reading
from tests.factories import (
    AMSTERDAM,
    AgendaIndexPageFactory,
    FileFactory,
    MeetingPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    StandardPageFactory,
    TermFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)


def titles(text, locale):
    """Return the titles that a question finds, best first: what has all words, then the rest."""
    found = find(text, locale)
    return [entry.title for entry in [*found.rank(found.entries), *found.rest]]


def rewrite(page, text):
    """Give a page another text, which is found at once."""
    page.body = [("text", text)]
    page.save()


class TestQuotations:
    def test_are_found_as_they_stand(self, home, dutch):
        StandardPageFactory(parent=home, title="Zoeken naar werk")
        StandardPageFactory(parent=home, title="Hulp bij werk zoeken")

        for question in ['"werk zoeken"', "„werk zoeken”", "‘werk zoeken’", "'werk zoeken'"]:
            assert titles(question, dutch) == ["Hulp bij werk zoeken"], question

    def test_of_a_word_find_no_longer_ones(self, home, dutch):
        StandardPageFactory(parent=home, title="Jeugdzorg")
        StandardPageFactory(parent=home, title="Zorg voor jeugd")

        assert titles('"zorg"', dutch) == ["Zorg voor jeugd"]

    def test_go_with_other_words(self, home, dutch):
        StandardPageFactory(parent=home, title="Werk zoeken in Rotterdam")
        StandardPageFactory(parent=home, title="Rotterdam zoekt werk")

        assert titles('Rotterdam "werk zoeken"', dutch)[0] == "Werk zoeken in Rotterdam"
        assert find('Rotterdam "werk zoeken"', dutch).total == 1

    def test_that_do_not_close_are_words(self, home, dutch):
        StandardPageFactory(parent=home, title="Zoeken naar werk")

        assert titles('"werk zoeken', dutch) == ["Zoeken naar werk"]


class TestNumbers:
    def test_are_found_however_written(self, home, dutch):
        text = "Bel 010-794 56 76 of kom op 27 november 2026 in MP.L03.105, 3015 CX Rotterdam."
        StandardPageFactory(parent=home, title="Adres", body=[("text", text)])

        for question in ["0107945676", "+31 10 794 5676", "3015cx", "27-11-2026", "MP L03 105"]:
            assert titles(question, dutch) == ["Adres"], question


class TestNamesWithANumber:
    @pytest.fixture
    def team(self, home):
        teams = WorkTeamIndexPageFactory(parent=home)
        WorkTeamPageFactory(parent=teams, title="Werkteam met twee vragen", number=1)
        StandardPageFactory(parent=home, title="Bezoek van werkteam 2", summary="Leden")
        return WorkTeamPageFactory(parent=teams, title="Samenspel", summary="Leden", number=2)

    @pytest.mark.parametrize("question", ["werkteam twee", "wat doet werkteam 2 met leden"])
    def test_are_known_in_letters_and_in_a_longer_question(self, team, dutch, question):
        assert titles(question, dutch)[0] == "Samenspel"

    @pytest.mark.parametrize("question", ["010 794", "0107945", "3015", "(010) 7945676"])
    def test_are_found_by_how_they_begin(self, home, dutch, question):
        StandardPageFactory(parent=home, title="Bel 010 794 5676", summary="3015 CX Rotterdam")

        assert titles(question, dutch) == ["Bel 010 794 5676"]


class TestCompounds:
    def test_are_found_by_their_parts_and_apart(self, home, dutch):
        page = StandardPageFactory(parent=home, title="Een pagina")

        for question, text in [
            ("mantelzorg", "De mantelzorgboete treft velen."),
            ("gesprek", "Wij voeren keukentafelgesprekken."),
            ("gesprekken", "Een keukentafelgesprek."),
            ("tafelgesprek", "Het tafel gesprek begint."),
            ("tafel gesprek", "Het tafelgesprek begint."),
            ("tafel gesprekken", "Keukentafelgesprekken."),
            ("zorg", "Over jeugdzorg."),
        ]:
            rewrite(page, text)
            assert titles(question, dutch) == ["Een pagina"], question

    def test_that_the_site_has_not_are_found_by_their_pieces_in_any_order(self, home, dutch):
        page = StandardPageFactory(parent=home, title="Een pagina")

        for question, text in [
            ("privacyverklaring", "Deze verklaring gaat over privacy."),
            ("gezondheidscheck", "Een check van uw gezondheid."),
            ("jeugdzorgplan", "Plannen voor zorg aan jeugd."),
            ("gratis jeugdzorgplan", "Zorg voor jeugd: het plan is gratis."),
        ]:
            rewrite(page, text)
            assert titles(question, dutch) == ["Een pagina"], question

    def test_of_which_a_piece_is_nowhere_are_found_without_it(self, home, dutch):
        StandardPageFactory(parent=home, title="Uw privacy")

        found = find("privacyverklaring", dutch)

        assert found.total == 0
        assert found.missing == ["verklaring"]
        assert [entry.title for entry in found.rest] == ["Uw privacy"]

    def test_may_end_in_an_adjective(self, home, dutch):
        StandardPageFactory(parent=home, title="Met de rolstoel")

        found = find("rolstoeltoegankelijke", dutch)

        assert (found.total, found.missing) == (0, ["toegankelijke"])
        assert [entry.title for entry in found.rest] == ["Met de rolstoel"]

    def test_are_no_words_that_a_short_adjective_ends(self, home, dutch):
        StandardPageFactory(parent=home, title="Uw eigen huis")

        found = find("eigenaardig", dutch)

        assert (found.missing, found.rest) == (["eigenaardig"], [])

    def test_are_found_without_it_however_common_the_others_are(self, home, dutch):
        for number in range(15):
            StandardPageFactory(parent=home, title=f"Armoede {number}")

        assert len(find("armoedebestrijding", dutch).rest) == 10

    def test_are_not_answered_by_pieces_that_stand_far_apart(self, home, dutch):
        text = "Soms is er ziekte. Een lange brief over vier andere dingen lag in huis."
        StandardPageFactory(parent=home, title="Een pagina", body=[("text", text)])

        found = find("ziekenhuis", dutch)

        assert (found.total, len(found.rest)) == (0, 1)

    def test_stay_whole_where_the_site_has_them(self, home, dutch):
        StandardPageFactory(parent=home, title="Werkteam")
        StandardPageFactory(parent=home, title="Een team aan het werk")

        assert titles("werkteam", dutch) == ["Werkteam"]

    def test_are_found_where_they_are_written_apart(self, home, dutch):
        StandardPageFactory(parent=home, title="Samenwonen")
        StandardPageFactory(parent=home, title="Zorgen en samen wonen")
        StandardPageFactory(parent=home, title="Samen koken, apart wonen")

        assert titles("samenwonen", dutch) == ["Samenwonen", "Zorgen en samen wonen"]

    def test_rank_below_the_whole_word(self, news, dutch):
        NewsPageFactory(parent=news, title="Keukentafelgesprekken", date="2018-06-01")
        NewsPageFactory(parent=news, title="Iets", summary="Een gesprek.", date="2018-05-01")

        assert titles("gesprek", dutch) == ["Iets", "Keukentafelgesprekken"]

    def test_are_not_found_by_short_pieces(self, home, dutch):
        page = StandardPageFactory(parent=home, title="Pagina")

        for question, text in [
            ("arm", "Een harmonie."),
            ("over", "De overheid."),
            ("eten", "Zij weten het."),
            ("rekening", "Een patroon doorbreken."),
        ]:
            rewrite(page, text)
            found = find(question, dutch)
            assert found.is_corrected or not found.total, question


class TestAskingAbout:
    def test_asks_for_the_subject_alone(self, home, dutch):
        StandardPageFactory(parent=home, title="Armoede")

        for question in [
            "wat is er over armoede geschreven",
            "informatie over armoede",
            "vertel eens iets over armoede",
            "nieuws over armoede",
        ]:
            assert find(question, dutch).total == 1, question

    def test_does_so_in_english(self, english_home, english):
        StandardPageFactory(parent=english_home, title="Poverty", locale=english)

        assert find("what can I read about poverty", english).total == 1
        assert find("where can I find poverty", english).total == 1

    @pytest.mark.parametrize(
        "question", ["waar vind ik armoede", "ik zoek armoede", "hoe laat is armoede"]
    )
    def test_leaves_out_what_only_makes_a_sentence_of_it(self, home, dutch, question):
        StandardPageFactory(parent=home, title="Armoede")

        assert find(question, dutch).total == 1

    @pytest.mark.parametrize("question", ["zoeken", "mensen zoeken", "zoekt mensen"])
    def test_leaves_such_a_word_to_who_asks_for_it(self, home, dutch, question):
        StandardPageFactory(parent=home, title="Mensen")

        assert find(question, dutch).total == 0

    def test_leaves_words_that_are_the_subject(self, home, dutch):
        StandardPageFactory(parent=home, title="Armoede en informatie")

        for question in ["informatie over schrijven", "armoede geschreven"]:
            assert find(question, dutch).total == 0, question

    def test_with_small_words_alone_shows_no_page_that_has_one_of_them(self, home, dutch):
        StandardPageFactory(parent=home, title="Over armoede")

        found = find("over jullie", dutch)

        assert (found.total, found.missing, found.rest) == (0, [], [])


class TestDates:
    def test_find_what_has_them_as_its_date_and_nothing_else(self, news, dutch):
        NewsPageFactory(parent=news, title="Verhaal", date=datetime.date(2018, 5, 13))

        for question in ["13 mei 2018", "13-05-2018", "2018-05-13", "mei 2018", "13 mei"]:
            assert titles(question, dutch) == ["Verhaal"], question
        # Another day, and the numbers and words of this one.
        for question in ["14 mei 2018", "2017-05-13", "mei 2017", "13", "verhaal 13", "mei"]:
            assert find(question, dutch).total == 0, question

    def test_are_read_in_english(self, english_home, english):
        news = NewsIndexPageFactory(parent=english_home, locale=english)
        NewsPageFactory(parent=news, locale=english, title="A story", date="2018-05-13")

        for question in ["May 13, 2018", "13 May 2018", "May 2018"]:
            assert titles(question, english) == ["A story"], question

    def test_find_a_meeting_on_each_of_its_days(self, home, dutch):
        start = datetime.datetime(2098, 11, 30, 10, 0, tzinfo=AMSTERDAM)
        agenda = AgendaIndexPageFactory(parent=home)
        MeetingPageFactory(parent=agenda, start=start, end=start + datetime.timedelta(days=2))

        for question in ["30 november 2098", "1-12-2098", "december 2098", "2 december"]:
            assert find(question, dutch).total == 1, question
        for question in ["29 november 2098", "3 december 2098"]:
            assert find(question, dutch).total == 0, question


class TestVerbsApart:
    def test_are_asked_for_as_one_word(self, home, dutch):
        StandardPageFactory(parent=home, title="Meedoen")
        StandardPageFactory(parent=home, title="Wat wij doen")

        for question in ["doe mee", "hoe doe ik mee?", "om mee te doen"]:
            assert titles(question, dutch) == ["Meedoen"], question

    def test_are_found_where_their_parts_are(self, home, dutch):
        StandardPageFactory(parent=home, title="Wie mee wil, moet iets doen")

        assert find("doe mee", dutch).total == 1


class TestRarity:
    def test_puts_the_page_about_the_rarest_word_first(self, home, dutch):
        StandardPageFactory(parent=home, title="Het rijbewijs")
        for number in range(5):
            StandardPageFactory(parent=home, title=f"Hulp aanvragen {number}")

        found = find("rijbewijs aanvragen", dutch)

        assert (found.total, found.missing) == (0, [])
        assert found.rest[0].title == "Het rijbewijs"

    def test_says_which_word_is_nowhere_and_shows_the_rest_apart(self, home, dutch):
        StandardPageFactory(parent=home, title="Parkeren")

        found = find("Vliegveld parkeren", dutch)

        assert (found.total, found.missing) == (0, ["Vliegveld"])
        assert [entry.title for entry in found.rest] == ["Parkeren"]

    def test_shows_the_one_page_that_has_a_word_of_a_long_question(self, home, dutch):
        StandardPageFactory(parent=home, title="Parkeren")

        found = find("vliegveld parkeren koffers goedkoop", dutch)

        assert [entry.title for entry in found.rest] == ["Parkeren"]

    def test_shows_no_rest_that_has_only_words_of_many_pages(self, home, dutch):
        for number in range(9):
            StandardPageFactory(parent=home, title=f"Hulp aanvragen {number}")

        found = find("paspoort aanvragen", dutch)

        assert (found.total, found.missing, found.rest) == (0, ["paspoort"], [])

    def test_of_a_typing_error_is_that_of_the_right_word(self, home, dutch):
        StandardPageFactory(parent=home, title="Parkeren")

        found = find("vliegveld pakreren", dutch)

        assert found.is_corrected
        assert (found.correction.text, found.missing) == ("vliegveld parkeren", ["vliegveld"])

    def test_of_a_form_that_no_page_has_is_that_of_its_word(self, english_home, english):
        StandardPageFactory(parent=english_home, title="Do write to us")
        StandardPageFactory(parent=english_home, title="Eviction")

        written, eviction = make_query("written eviction", english).terms

        assert written.rarity == eviction.rarity

    def test_of_a_word_of_which_the_site_has_a_longer_one_is_that_of_this(
        self, english_home, english
    ):
        StandardPageFactory(parent=english_home, title="Universities", locale=english)

        [term] = find("university", english).query.terms

        assert (term.is_known, term.rarity) == (True, get_rarity(1))

    def test_counts_for_less_than_a_page_that_is_called_so(self, home, dutch):
        StandardPageFactory(parent=home, title="Huisuitzetting")
        StandardPageFactory(parent=home, title="Brief", body=[("text", "Wat u geschreven hebt.")])
        for number in range(4):
            text = [("text", "Over huisuitzetting.")]
            StandardPageFactory(parent=home, title=f"Verhaal {number}", body=text)

        assert titles("geschreven over huisuitzetting", dutch)[0] == "Huisuitzetting"


class TestOtherLanguages:
    def test_have_what_this_one_has_not(self, home, english_home, dutch, english):
        StandardPageFactory(parent=home, title="Keuken")
        StandardPageFactory(parent=english_home, title="Kitchen table", locale=english)

        other = find("kitchen table", dutch).elsewhere[0]

        assert other.locale == english
        assert [entry.title for entry in other.entries] == ["Kitchen table"]

    def test_lend_a_word_that_staff_translated_both_ways(self, home, english_home, dutch, english):
        theme = ThemeFactory(name="Armoede", locale=dutch)
        ThemeFactory(name="Poverty", locale=english, translation_key=theme.translation_key)
        StandardPageFactory(parent=home, title="Over armoede")
        StandardPageFactory(parent=english_home, title="About poverty", locale=english)

        for question in ["poverty", "armoede"]:
            assert titles(question, dutch) == ["Over armoede"], question
            assert titles(question, english) == ["About poverty"], question
            assert bool(find(question, dutch).elsewhere) == (question == "poverty")

    def test_lend_the_title_of_a_page(self, home, english_home, dutch, english):
        page = StandardPageFactory(parent=home, title="Hoe wij werken")
        StandardPageFactory(
            parent=english_home,
            title="Our methods",
            locale=english,
            translation_key=page.translation_key,
        )

        assert titles("our methods", dutch) == ["Hoe wij werken"]

    def test_go_before_a_correction(self, home, english_home, dutch, english):
        StandardPageFactory(parent=home, title="Melding")
        StandardPageFactory(parent=english_home, title="Meldinx", locale=english)

        found = find("meldinx", dutch)

        assert (found.total, found.is_corrected, found.correction.text) == (0, False, "melding")
        assert len(found.elsewhere) == 1

    def test_do_not_go_before_a_correction_by_a_stem_or_a_translated_name(
        self, home, english_home, dutch, english
    ):
        StandardPageFactory(parent=home, title="Privacy")
        StandardPageFactory(parent=english_home, title="Privacy", locale=english)
        theme = ThemeFactory(name="Huisuitzetting", locale=dutch)
        ThemeFactory(name="Eviction", locale=english, translation_key=theme.translation_key)
        StandardPageFactory(parent=home, title="Huisuitzetting")
        StandardPageFactory(parent=english_home, title="Eviction", locale=english)

        for typed, meant in [("privacie", "privacy"), ("huisuitzeting", "huisuitzetting")]:
            found = find(typed, dutch)
            assert (found.is_corrected, found.correction.text) == (True, meant)


class TestPrivacy:
    """Not one of these may be found, in whatever way it is hidden."""

    @pytest.fixture(scope="class")
    @classmethod
    def kept_page(cls, site, keep):
        with keep():
            yield StandardPageFactory(parent=get_home(), title="Zeldzaamwoord").pk

    @pytest.fixture
    def page(self, home, kept_page):
        return StandardPage.objects.get(pk=kept_page)

    def test_a_public_page_is_found(self, page, dutch):
        assert titles("zeldzaamwoord", dutch) == ["Zeldzaamwoord"]

    def test_a_draft_is_not_found(self, page, dutch):
        page.unpublish()

        assert find("zeldzaamwoord", dutch).total == 0

    def test_a_page_with_changes_is_found_as_it_was_published(self, page, dutch):
        page.title = "Nieuw"
        page.save_revision()

        assert titles("zeldzaamwoord", dutch) == ["Zeldzaamwoord"]
        assert find("nieuw", dutch).total == 0

    def test_a_private_page_is_not_found_until_it_is_public_again(
        self, page, dutch, run_background_tasks
    ):
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert find("zeldzaamwoord", dutch).total == 0

        restriction.delete()
        run_background_tasks()

        assert find("zeldzaamwoord", dutch).total == 1

    def test_a_page_below_a_private_one_is_not_found(self, home, page, dutch):
        above = StandardPageFactory(parent=home, title="Besloten")
        PageViewRestriction.objects.create(page=above, restriction_type="login")

        page.move(above, pos="last-child")

        assert find("zeldzaamwoord", dutch).total == 0

    def test_a_page_in_another_language_is_not_found(self, english_home, dutch, english):
        StandardPageFactory(parent=english_home, title="Rareword", locale=english)

        assert find("rareword", dutch).total == 0
        assert find("rareword", english).total == 1

    def test_what_still_stands_there_in_the_source_language_is_not_found(
        self, english_home, english
    ):
        page = StandardPageFactory(
            parent=english_home,
            locale=english,
            title="Carers",
            summary="Over de mantelzorgboete.",
            body=[("text", "Zeldzaamwoord."), ("text", "Rareword.")],
        )
        page.untranslated = ["summary", f"body.{page.body[0].id}"]
        page.save()

        assert titles("rareword", english) == ["Carers"]
        assert find("zeldzaamwoord", english).total == 0
        assert find("mantelzorgboete", english).total == 0
        assert suggest("zeldz", english) == []

    def test_a_copy_that_fills_a_gap_is_not_found(self, page, english_home, english):
        page.create_alias(parent=english_home, update_locale=english)

        assert find("zeldzaamwoord", english).total == 0

    def test_a_deleted_page_is_not_found(self, page, dutch):
        page.delete()

        assert find("zeldzaamwoord", dutch).total == 0


class TestDocuments:
    @pytest.fixture
    def document(self, db):
        return FileFactory(title="Verslag", description="Over de doorzettingskracht.")

    def link(self, home, document, **kwargs):
        text = f'<p>Lees <a linktype="document" id="{document.pk}">het verslag</a>.</p>'
        return StandardPageFactory(parent=home, title="Pagina", body=[("text", text)], **kwargs)

    def test_are_found_where_a_page_links_to_them(self, home, document, dutch):
        assert find("doorzettingskracht", dutch).total == 0

        page = self.link(home, document)

        assert titles("doorzettingskracht", dutch) == ["Verslag"]
        page.unpublish()
        assert find("doorzettingskracht", dutch).total == 0

    def test_are_found_in_the_language_of_that_page(self, home, document, dutch, english):
        self.link(home, document)

        assert find("doorzettingskracht", dutch).total == 1
        assert find("doorzettingskracht", english).total == 0

    def test_have_title_and_description_in_that_language(
        self, home, english_home, document, dutch, english
    ):
        document.set_translation("title", "en", "Report")
        document.set_translation("description", "en", "On staying power.")
        document.save()
        self.link(english_home, document, locale=english)

        assert titles("report", english) == ["Report"]
        assert find("staying", english).total == 1
        assert find("doorzettingskracht", english).total == 0

    def test_of_a_publication_are_found_as_its_page(self, home, english_home, document, dutch):
        index = PublicationIndexPageFactory(parent=home)
        page = PublicationPageFactory(parent=index, title="Wat bleef", document=document)
        self.link(home, document)

        assert titles("doorzettingskracht", dutch) == ["Wat bleef"]
        assert set(titles("verslag", dutch)) == {"Wat bleef", "Pagina"}
        page.unpublish()
        assert titles("doorzettingskracht", dutch) == ["Verslag"]

    def test_of_a_private_collection_are_not_found(self, home, document, dutch):
        self.link(home, document)
        private = Collection.get_first_root_node().add_child(name="Besloten")
        document.collection = private.add_child(name="Diep")
        document.save()

        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")

        assert find("doorzettingskracht", dutch).total == 0


@pytest.mark.usefixtures("pages", "home")
class TestSynonyms:
    @pytest.fixture(scope="class")
    @classmethod
    def pages(cls, site, keep):
        with keep():
            home = get_home()
            StandardPageFactory(parent=home, title="Wmo")
            StandardPageFactory(parent=home, title="Wet voor maatschappelijke ondersteuning")
            StandardPageFactory(parent=home, title="Wet op de ondersteuning")
            yield

    def test_work_both_ways(self, dutch):
        Synonym.objects.create(
            locale=dutch, word="Wmo", meaning="Wet voor maatschappelijke ondersteuning"
        )
        both = {"Wmo", "Wet voor maatschappelijke ondersteuning"}

        assert set(titles("wmo", dutch)) == both
        assert set(titles("de wet voor maatschappelijke ondersteuning", dutch)) == both

    def test_work_one_way_if_so_chosen(self, dutch):
        Synonym.objects.create(locale=dutch, word="Wmo", meaning="ondersteuning", both_ways=False)

        assert len(titles("wmo", dutch)) == 3
        assert len(titles("ondersteuning", dutch)) == 2

    def test_of_another_language_do_nothing(self, dutch, english):
        Synonym.objects.create(locale=english, word="Wmo", meaning="ondersteuning")

        assert titles("wmo", dutch) == ["Wmo"]


@pytest.mark.usefixtures("pages", "home")
class TestTheGlossary:
    @pytest.fixture(scope="class")
    @classmethod
    def pages(cls, site, keep):
        with keep():
            StandardPageFactory(parent=get_home(), title="Wmo")
            StandardPageFactory(parent=get_home(), title="Wet maatschappelijke ondersteuning")
            yield

    def test_finds_a_page_by_each_form_of_a_word(self, dutch):
        TermFactory(name="Wmo", other_forms="Wet maatschappelijke ondersteuning, steunwet")
        both = {"Wmo", "Wet maatschappelijke ondersteuning"}

        for question in ["wmo", "Wet maatschappelijke ondersteuning", "steunwet"]:
            assert set(titles(question, dutch)) == both, question

    def test_of_another_language_does_nothing(self, dutch, english):
        TermFactory(name="Wmo", other_forms="ondersteuning", locale=english)

        assert titles("wmo", dutch) == ["Wmo"]

    def test_costs_one_query_however_many_words_it_has(self, dutch):
        TermFactory(name="Wmo", other_forms="steunwet")
        with CaptureQueriesContext(connection) as few:
            make_query("wmo", dutch)

        Term.objects.bulk_create(
            Term(name=f"woord {number}", other_forms="steun", meaning="Iets.", locale=dutch)
            for number in range(300)
        )

        with CaptureQueriesContext(connection) as many:
            make_query("wmo", dutch)
        assert len(few) == len(many)


class TestPinnedPages:
    @pytest.fixture(scope="class")
    @classmethod
    def kept_page(cls, site, keep):
        with keep():
            yield StandardPageFactory(parent=get_home(), title="Waar wij zijn").pk

    @pytest.fixture
    def pinned(self, home, kept_page):
        return StandardPage.objects.get(pk=kept_page)

    def test_have_the_words_that_they_are_pinned_for(self, home, dutch):
        pinned = StandardPageFactory(parent=home, title="Nieuwsbrief")
        PinnedPage.objects.create(
            locale=dutch, question="opzeggen", page=pinned, in_longer_questions=True
        )

        found = find("nieuwsbrief opzeggen", dutch)

        assert (found.total, found.missing) == (1, [])

    def test_come_first_whatever_their_words(self, home, dutch, pinned):
        StandardPageFactory(parent=home, title="Adres")
        PinnedPage.objects.create(locale=dutch, question="ons adres", page=pinned)

        assert titles("adressen", dutch) == ["Waar wij zijn", "Adres"]
        assert find("adres", dutch).total == 2

    def test_of_another_question_do_not(self, dutch, pinned):
        PinnedPage.objects.create(locale=dutch, question="adres", page=pinned)

        assert titles("adres telefoon", dutch) == []

    def test_go_with_each_of_several_questions(self, dutch, pinned):
        PinnedPage.objects.create(locale=dutch, question="adres, hoe kom ik er", page=pinned)

        assert titles("adres", dutch) == titles("hoe kom ik er?", dutch) == ["Waar wij zijn"]
        assert titles("adres telefoon", dutch) == titles("hoe kom ik er met de bus", dutch) == []

    def test_go_with_longer_questions_for_who_wants_so(self, dutch, pinned):
        PinnedPage.objects.create(
            locale=dutch, question="hoe kom ik er", page=pinned, in_longer_questions=True
        )

        assert titles("hoe kom ik er met de bus?", dutch) == ["Waar wij zijn"]
        assert titles("ik kom er met de bus, hoe laat", dutch) == []

    def test_know_a_compound_that_is_typed_as_two_words_and_a_short_one(self, home, dutch, pinned):
        PinnedPage.objects.create(locale=dutch, question="telefoonnummer, ov", page=pinned)

        assert titles("telefoon nummer", dutch) == titles("met het ov", dutch) == ["Waar wij zijn"]
        assert find("met het ov", dutch).missing == []

    def test_know_a_compound_and_a_verb_that_stands_apart(self, home, dutch, pinned):
        StandardPageFactory(parent=home, title="Een bezoek", body=[("text", "Het adres.")])
        PinnedPage.objects.create(locale=dutch, question="bezoekadres, afmelden", page=pinned)

        for question in ["bezoekadres", "hoe meld ik me af?"]:
            assert titles(question, dutch)[0] == "Waar wij zijn", question

    def test_that_are_drafts_do_not(self, dutch, pinned):
        pinned.unpublish()
        PinnedPage.objects.create(locale=dutch, question="adres", page=pinned)

        assert find("adres", dutch).total == 0


class TestRanking:
    def test_takes_no_title_of_as_many_words_for_the_question(self, home, dutch):
        agenda = AgendaIndexPageFactory(parent=home)
        MeetingPageFactory(parent=agenda, title="Placemat voor een keukentafelgesprek")
        MeetingPageFactory(parent=agenda, title="Keukentafelgesprek over zorgen en samen wonen")

        assert titles("wat is een keukentafelgesprek", dutch)[0].startswith("Keukentafelgesprek")

    def test_puts_title_over_summary_over_text(self, home, dutch):
        StandardPageFactory(parent=home, title="Een", body=[("text", "tafel " * 20)])
        StandardPageFactory(parent=home, title="Twee", summary="Aan tafel.")
        StandardPageFactory(parent=home, title="Tafel")

        assert titles("tafel", dutch) == ["Tafel", "Twee", "Een"]

    def test_puts_all_words_over_some(self, home, dutch):
        StandardPageFactory(parent=home, title="Tafel")
        StandardPageFactory(parent=home, title="Een", body=[("text", "Een tafel en een stoel.")])

        assert titles("tafel stoel", dutch) == ["Een", "Tafel"]

    def test_puts_the_very_title_first_then_one_that_begins_so(self, home, news, dutch):
        NewsPageFactory(parent=news, title="Een oproep over werkteams", summary="Werkteams.")
        NewsPageFactory(parent=news, title="Werkteams gezocht in de hele stad en de regio")
        StandardPageFactory(parent=home, title="Onze werkteams", summary="Werkteams en werkteams.")
        StandardPageFactory(parent=home, title="Werkteams")

        found = titles("werkteams", dutch)

        assert found[:2] == ["Werkteams", "Werkteams gezocht in de hele stad en de regio"]
        assert len(found) == 4

    def test_puts_what_is_called_so_over_news_that_names_it(self, home, news, dutch):
        teams = WorkTeamIndexPageFactory(parent=home)
        WorkTeamPageFactory(parent=teams, title="Samenspel formeel en informeel", number=2)
        body = [("text", "Werkteam 2 begon. Werkteam 2 groeide. Werkteam 2 gaat door.")]
        NewsPageFactory(parent=news, title="Waarom Werkteam 2 doorgaat", body=body)

        assert titles("werkteam 2", dutch)[0] == "Samenspel formeel en informeel"

    def test_puts_a_compound_in_a_title_over_a_word_in_passing(self, home, news, dutch):
        NewsPageFactory(parent=news, title="Iets", body=[("text", "Een gesprek, en meer.")])
        StandardPageFactory(parent=home, title="Keukentafelgesprekken")

        assert titles("gesprek", dutch) == ["Keukentafelgesprekken", "Iets"]

    def test_puts_words_that_stand_together_over_words_far_apart(self, home, dutch):
        far = f"Een tafel. {'Wij praten verder. ' * 20} Met een kleed."
        StandardPageFactory(parent=home, title="Ver", body=[("text", far)])
        near = f"{'Wij praten verder. ' * 20} Een tafel met kleed."
        StandardPageFactory(parent=home, title="Dichtbij", body=[("text", near)])
        StandardPageFactory(parent=home, title="Ook ver", body=[("text", far)])

        assert titles("tafel kleed", dutch)[0] == "Dichtbij"

    def test_puts_the_home_page_after_what_it_leads_to(self, home, dutch):
        home.summary = "Bewoners en beleidsmakers zoeken samen."
        home.save()
        StandardPageFactory(parent=home, title="Samen", body=[("text", "Ook beleidsmakers.")])

        assert titles("beleidsmakers", dutch) == ["Samen", "Home"]

    def test_puts_a_short_text_over_a_long_one(self, home, dutch):
        long = f"Over stoelen. {'Wij praten verder. ' * 400}"
        StandardPageFactory(parent=home, title="Kort", body=[("text", "Over stoelen.")])
        StandardPageFactory(parent=home, title="Lang", body=[("text", long)])

        assert titles("stoelen", dutch) == ["Kort", "Lang"]

    def test_puts_newer_news_over_older_when_otherwise_equal(self, news, dutch):
        for day in [2, 3, 1]:
            date = datetime.date(2018, 5, day)
            NewsPageFactory(parent=news, title="Tafel", slug=f"tafel-{day}", date=date)

        found = find("tafel", dutch)

        assert [entry.date.day for entry in found.rank(found.entries)] == [3, 2, 1]

    def test_leaves_out_some_words_only_when_few_have_all(self, home, dutch):
        for number in range(4):
            StandardPageFactory(parent=home, title=f"Tafel en stoel {number}")
        StandardPageFactory(parent=home, title="Tafel")

        assert len(titles("tafel stoel", dutch)) == 4

    def test_puts_a_word_as_it_was_typed_over_another_form(self, home, dutch):
        StandardPageFactory(parent=home, title="Ruimte", body=[("text", "Dat uitleggen.")])
        StandardPageFactory(parent=home, title="Iets", body=[("text", "Met uitleg.")])

        assert titles("uitleggen", dutch) == ["Ruimte", "Iets"]

    def test_of_some_words_puts_a_word_over_one_that_has_it_inside(self, home, dutch):
        StandardPageFactory(parent=home, title="Route", body=[("text", "Met een rolstoel.")])
        StandardPageFactory(parent=home, title="Toegankelijkheid")

        found = find("rolstoel toegankelijk", dutch)

        assert [entry.title for entry in found.rest] == ["Route", "Toegankelijkheid"]

    def test_of_small_words_alone_looks_at_titles(self, home, dutch):
        StandardPageFactory(parent=home, title="Wie wij zijn")

        assert titles("wie zijn wij?", dutch) == ["Wie wij zijn"]


class TestCounting:
    @staticmethod
    def count_again(locale):
        """Return how often a question that was asked before is counted again."""
        with reading():
            find("tafel", locale)
            with CaptureQueriesContext(connection) as queries:
                find("tafel", locale)
        return sum("GROUP BY" in query["sql"] for query in queries)

    def test_is_done_once_in_a_version_of_the_index(self, home, dutch):
        for number in range(3):
            StandardPageFactory(parent=home, title=f"Tafel {number}")

        assert self.count_again(dutch) == 0

    def test_is_done_again_when_the_index_is_written_and_nothing_else(
        self, home, dutch, django_capture_on_commit_callbacks
    ):
        pages = [StandardPageFactory(parent=home, title=f"Tafel {number}") for number in range(3)]
        with reading():
            assert find("tafel", dutch).total == 3
        with django_capture_on_commit_callbacks(execute=True):
            take_away(Entry.objects.filter(page=pages[0]))
        with reading():
            assert find("tafel", dutch).total == 2
        with django_capture_on_commit_callbacks(execute=True):
            update_entries([pages[0]])
        with reading():
            assert find("tafel", dutch).total == 3

    def test_is_done_again_when_a_document_is_read(self, db, django_capture_on_commit_callbacks):
        before = read_index_version()

        with django_capture_on_commit_callbacks(execute=True):
            update_entries([FileFactory(title="Verslag")])

        assert read_index_version() > before


@pytest.fixture(scope="class")
def many(keep):
    """So many entries and words that reading all of them would be slower than an index."""
    with keep(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_entry (locale_id, kind, themes, teams, title, summary, text, words,"
            " title_vector, vector, indexed_at) SELECT locale.id, 'page', '{}', '{}', 'x', '', '',"
            " '{}', ('woord' || n || ':1A')::tsvector, ('woord' || n || ':1A')::tsvector, now()"
            " FROM generate_series(1, 5000) AS n, wagtailcore_locale AS locale"
            " WHERE language_code = 'nl'"
        )
        cursor.execute(
            "INSERT INTO search_word (locale_id, word, folded, entry_count)"
            " SELECT locale.id, md5(n::text), md5(n::text), 1"
            " FROM generate_series(1, 20000) AS n, wagtailcore_locale AS locale"
            " WHERE language_code = 'nl'"
        )
        cursor.execute("ANALYZE search_entry, search_word")
        yield


@pytest.mark.usefixtures("many", "db")
class TestIndexes:
    def test_serve_every_question(self, dutch):
        for question in ["zeldzaamwoord", "twee woorden", "xyz-123"]:
            query = make_query(question, dutch)
            entries = match(get_findable_entries(dutch), query.all, [])

            assert "search_entry_vector" in entries.explain()
            assert "search_entry_vector" in rank(entries, query, []).explain()

    def test_serve_corrections_parts_and_suggestions(self):
        words = Word.objects.all()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

        assert "search_word_trigrams" in words.filter(folded__trigram_similar="tafle").explain()
        assert "search_word_trigrams" in words.filter(folded__contains="tafel").explain()
        assert "search_word_" in words.filter(folded__startswith="tafel").explain()

    def test_serve_suggested_pages(self, dutch):
        query = WrittenQuery("'taf':*A")

        plan = Entry.objects.filter(locale=dutch, title_vector=query).explain()

        assert "search_entry_title_vector" in plan


class TestSearchInTheAdmin:
    def test_forgives_in_every_language(self, home, english_home, english):
        dutch_page = StandardPageFactory(parent=home, title="Huizen")
        english_page = StandardPageFactory(
            parent=english_home, title="Municipalities", locale=english
        )

        assert list(Page.objects.search("huis")) == [dutch_page.page_ptr]
        assert list(Page.objects.search("municipality")) == [english_page.page_ptr]

    def test_finds_drafts(self, news):
        page = NewsPageFactory(parent=news, title="Concept", live=False)

        assert list(NewsPage.objects.search("concepten")) == [page]

    def test_completes_what_is_being_typed(self, home):
        page = StandardPageFactory(parent=home, title="Coördinatie van hulp")

        assert list(Page.objects.autocomplete("hulp coordi")) == [page.page_ptr]

    def test_finds_words_in_the_blocks_of_a_page(self, news):
        page = NewsPageFactory(parent=news, body=[("text", "<p>Met pannen en een kleed.</p>")])

        assert list(Page.objects.search("kleed")) == [page.page_ptr]
        assert list(NewsPage.objects.search("kleed")) == [page]

    def test_takes_every_question(self, home):
        for question in ["", "-", "\\'", "!", "a & | b", "'; DROP TABLE x", "x" * 5000]:
            assert list(Page.objects.search(question)) == [], question
            assert list(Page.objects.autocomplete(question)) == [], question
