"""What the search field suggests while somebody types."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AgendaIndexPageFactory,
    FileFactory,
    MeetingPageFactory,
    NewsPageFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    StandardPageFactory,
    TermFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)


@pytest.fixture
def suggest(client):
    """A function that returns (text, kind) of what is suggested for what somebody typed."""

    def ask(text, path="/zoeken/suggestions/"):
        options = client.get(path, {"q": text}).json()["options"]
        return [(option["text"], option["kind"]) for option in options]

    return ask


class TestTitles:
    def test_are_of_pages_and_teams_before_news(self, suggest, home, news):
        teams = WorkTeamIndexPageFactory(parent=home, title="Werkteams")
        WorkTeamPageFactory(parent=teams, title="Werken aan de wijk", number=1)
        NewsPageFactory(parent=news, title="Werk te doen", date=datetime.date(2019, 1, 1))
        NewsPageFactory(parent=news, title="Werk gedaan", date=datetime.date(2020, 1, 1))

        assert suggest("werk")[:4] == [
            ("Werkteams", "Pagina"),
            ("Werken aan de wijk", "Werkteam"),
            ("Werk gedaan", "Nieuwsbericht"),
            ("Werk te doen", "Nieuwsbericht"),
        ]

    def test_are_of_a_meeting_and_a_publication_after_a_page(self, suggest, home):
        StandardPageFactory(parent=home, title="Tafels van de Werkplaats")
        MeetingPageFactory(parent=AgendaIndexPageFactory(parent=home), title="Tafel in de wijk")
        PublicationPageFactory(parent=PublicationIndexPageFactory(parent=home), title="Tafelboek")

        assert suggest("tafel")[:3] == [
            ("Tafels van de Werkplaats", "Pagina"),
            ("Tafelboek", "Publicatie"),
            ("Tafel in de wijk", "Bijeenkomst"),
        ]

    def test_that_begin_so_come_first(self, suggest, home, news):
        StandardPageFactory(parent=home, title="Hoe wij werken")
        NewsPageFactory(parent=news, title="Wij werken door")

        assert suggest("wij wer") == [
            ("Wij werken door", "Nieuwsbericht"),
            ("Hoe wij werken", "Pagina"),
        ]

    def test_are_of_a_team_by_its_number(self, suggest, home):
        teams = WorkTeamIndexPageFactory(parent=home, title="Alle teams")
        WorkTeamPageFactory(parent=teams, title="Samenspel", number=2)

        assert suggest("werkteam 2") == [("Samenspel", "Werkteam")]

    def test_go_on_within_a_word_with_a_hyphen(self, suggest, home):
        StandardPageFactory(parent=home, title="Zuid-Holland")
        StandardPageFactory(parent=home, title="Huizen in Zuid")

        assert suggest("zuid-h") == [("Zuid-Holland", "Pagina")]

    def test_are_of_documents_that_a_page_links_to(self, suggest, client, home):
        document = FileFactory(title="Jaarverslag")
        FileFactory(title="Jaarrekening")
        link = f'<p><a linktype="document" id="{document.pk}">verslag</a></p>'
        StandardPageFactory(parent=home, body=[("text", link)])

        assert suggest("jaar") == [("Jaarverslag", "Document")]
        (option,) = client.get("/zoeken/suggestions/", {"q": "jaar"}).json()["options"]
        assert option["url"] == document.url

    def test_are_in_the_language_of_the_address(self, suggest, english_home, english):
        StandardPageFactory(parent=english_home, title="Mantelpiece", locale=english)

        assert suggest("mant") == []
        assert suggest("mant", "/en/search/suggestions/") == [("Mantelpiece", "Page")]

    def test_are_not_of_what_is_no_longer_public(self, suggest, home):
        page = StandardPageFactory(parent=home, title="Mantelzorg")
        type(page).objects.filter(pk=page.pk).update(live=False)

        assert ("Mantelzorg", "Pagina") not in suggest("mant")

    def test_cost_the_same_however_many_there_are(self, client, news):
        def count(number):
            for place in range(number):
                NewsPageFactory(parent=news, title="Tafel", slug=f"tafel-{number}-{place}")
            client.get("/zoeken/suggestions/", {"q": "tafe"})
            with CaptureQueriesContext(connection) as queries:
                client.get("/zoeken/suggestions/", {"q": "tafe"})
            return len(queries)

        assert count(2) == count(7)


class TestWords:
    def test_are_of_titles_in_one_form_each(self, suggest, home):
        StandardPageFactory(parent=home, title="Voor gemeenten", summary="Meestal gemeld.")
        StandardPageFactory(parent=home, title="Onze gemeente", slug="een")
        StandardPageFactory(parent=home, title="De gemeente", slug="twee")

        words = [text for text, kind in suggest("gem") if kind == "Zoekwoord"]

        assert words == ["gemeente"]
        assert [text for text, kind in suggest("meest")] == []

    def test_are_themes_and_words_with_an_explanation_first(self, suggest, home, dutch, english):
        StandardPageFactory(parent=home, title="Over mantelzorgers")
        ThemeFactory(name="Mantelzorgboete")
        TermFactory(name="mantelzorg", locale=dutch)
        TermFactory(name="mantelcare", locale=english)

        assert suggest("mantel")[:3] == [
            ("Over mantelzorgers", "Pagina"),
            ("Mantelzorgboete", "Thema"),
            ("mantelzorg", "Woord met uitleg"),
        ]

    def test_are_no_titles_again(self, suggest, home):
        StandardPageFactory(parent=home, title="Mantelzorg", summary="Mantelzorgers")

        assert suggest("mant") == [("Mantelzorg", "Pagina")]

    def test_wait_for_two_letters(self, suggest, home):
        StandardPageFactory(parent=home, title="Mantelzorg")

        for text in ["", "m", "!", "-"]:
            assert suggest(text) == [], text
