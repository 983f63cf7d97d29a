"""What visitors see is found through the search page, and what they see no more is not."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document as WordFile
from lxml import html

from news.models import NewsIndexPage
from partners.models import Partner
from search.tasks import rebuild_index
from teams.models import OpenCall, WorkTeamIndexPage, WorkTeamPage
from tests.factories import (
    AgendaIndexPageFactory,
    ContactPageFactory,
    FileFactory,
    MeetingPageFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsletterPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    PartnerFactory,
    PartnerIndexPageFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    RoleFactory,
    RoutePageFactory,
    StandardPageFactory,
    TeamMemberFactory,
    TeamThemeFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)


def publish(page):
    """Publish a page with all that belongs to it; a factory saves it before that is there."""
    page.save_revision().publish()


@pytest.fixture
def find(client):
    """A function that types a question and returns the titles of what it finds, in order."""

    def ask(question, path="/zoeken/"):
        page = html.document_fromstring(client.get(path, {"q": question}).content.decode())
        return [title.text_content().strip() for title in page.xpath("//ol[@class='results']//h3")]

    return ask


@pytest.fixture(scope="module")
def kept(site, keep):
    """The keys of the pages that all news and all work teams are below."""
    with keep():
        home = get_home()
        yield NewsIndexPageFactory(parent=home).pk, WorkTeamIndexPageFactory(parent=home).pk


@pytest.fixture
def news(kept, db):
    return NewsIndexPage.objects.get(pk=kept[0])


@pytest.fixture
def teams(kept, db):
    return WorkTeamIndexPage.objects.get(pk=kept[1])


class TestATeam:
    def test_is_first_by_its_number(self, find, news, teams):
        WorkTeamPageFactory(parent=teams, title="Preventie", number=1)
        team = WorkTeamPageFactory(parent=teams, title="Samenspel", number=2)
        NewsPageFactory(parent=news, title="Werkteam 2 en team 2", work_teams=[team])

        for question in ["Werkteam 2", "werkteam 2?", "team 2"]:
            assert find(question)[0] == "Samenspel", question

    def test_brings_the_news_about_it(self, find, news, teams):
        team = WorkTeamPageFactory(parent=teams, title="Samenspel", number=2)
        NewsPageFactory(parent=news, title="Bij de gemeente", work_teams=[team])

        assert find("werkteam 2")[:2] == ["Samenspel", "Bij de gemeente"]

    def test_is_found_by_its_number_of_now(self, find, news, teams):
        team = WorkTeamPageFactory(parent=teams, title="Samenspel", number=2)
        NewsPageFactory(parent=news, title="Bij de gemeente", work_teams=[team])
        assert find("2") == ["Samenspel", "Bij de gemeente"]

        team.number = 4
        publish(team)

        assert find("2") == []
        assert find("werkteam 4")[:2] == ["Samenspel", "Bij de gemeente"]

    def test_is_found_by_how_it_is_doing(self, find, teams):
        WorkTeamPageFactory(parent=teams, title="Samenspel", status="seeking")

        assert find("zoekt mensen") == ["Samenspel"]

    def test_has_a_number_in_english(self, find, english_home, english):
        teams = WorkTeamIndexPageFactory(parent=english_home, locale=english)
        WorkTeamPageFactory(parent=teams, title="Interplay", number=2, locale=english)

        assert find("work team 2", "/en/search/") == ["Interplay"]
        assert find("team 2", "/en/search/") == ["Interplay"]


class TestAnOpenCall:
    @pytest.fixture(scope="class")
    @classmethod
    def kept_team(cls, kept, keep):
        with keep():
            teams = WorkTeamIndexPage.objects.get(pk=kept[1])
            team = WorkTeamPageFactory(parent=teams, title="Samenspel")
            OpenCallFactory(
                team=team,
                title="Timmerman gezocht",
                text="Help mee met zagen.",
                how_to_respond="<p>Stuur een <b>ansichtkaart</b>.</p>",
                roles=[RoleFactory(name="vakman")],
                municipality=MunicipalityFactory(name="Dordrecht"),
            )
            publish(team)
            yield team.pk

    @pytest.fixture
    def team(self, kept_team, db):
        return WorkTeamPage.objects.get(pk=kept_team)

    def test_brings_its_team(self, find, team):
        for question in ["timmerman", "zagen", "vakman", "dordrecht", "ansichtkaart"]:
            assert find(question) == ["Samenspel"], question

    def test_is_found_as_it_is_now(self, find, team):
        call = team.open_calls.get()
        call.title = "Loodgieter gezocht"
        team.open_calls = [call]
        publish(team)

        assert [find(each) for each in ["timmerman", "loodgieter"]] == [[], ["Samenspel"]]

    def test_is_found_no_more_when_it_is_taken_away(self, find, team):
        team.open_calls = []
        publish(team)

        assert find("timmerman") == []

    def test_is_found_no_more_the_night_after_its_last_day(self, find, team, run_background_tasks):
        OpenCall.objects.update(deadline=timezone.localdate() - timedelta(days=1))

        rebuild_index()
        run_background_tasks()

        assert find("timmerman") == []


class TestAMeeting:
    @pytest.mark.parametrize("question", ["kerkstraat", "3311 AA", "gaat niet door", "sneeuw"])
    def test_is_found_by_where_it_is_and_by_what_became_of_it(self, find, home, question):
        MeetingPageFactory(
            parent=AgendaIndexPageFactory(parent=home),
            title="Leeskring",
            street="Kerkstraat 1",
            postcode="3311 AA",
            state="cancelled",
            state_note="Er ligt sneeuw.",
        )

        assert find(question) == ["Leeskring"]


class TestAPublication:
    def test_is_found_by_its_kind_in_its_language(self, find, home, english_home, english):
        dutch = PublicationIndexPageFactory(parent=home)
        PublicationPageFactory(parent=dutch, title="Zeven jaar", kind="report")
        other = PublicationIndexPageFactory(parent=english_home, locale=english)
        PublicationPageFactory(parent=other, title="Seven years", kind="report", locale=english)

        assert find("rapport") == ["Zeven jaar"]
        assert find("reports", "/en/search/") == ["Seven years"]


class TestAPartner:
    @pytest.fixture(scope="class")
    @classmethod
    def kept_partner(cls, site, keep):
        with keep():
            PartnerIndexPageFactory(parent=get_home())
            municipality = MunicipalityFactory(name="Dordt")
            yield PartnerFactory(name="Buurthuis", municipality=municipality).pk

    @pytest.fixture
    def partner(self, kept_partner, db):
        return Partner.objects.get(pk=kept_partner)

    def test_brings_the_page_that_names_it(self, find, partner):
        assert find("buurthuis") == find("dordt") == ["Partners"]

    def test_is_found_as_it_is_called_now(self, find, partner):
        partner.name = "Wijkcentrum"
        partner.save()

        assert [find(each) for each in ["buurthuis", "wijkcentrum"]] == [[], ["Partners"]]

    def test_is_found_no_more_after_its_last_month(self, find, partner):
        partner.end = timezone.localdate().replace(day=1) - timedelta(days=1)
        partner.save()

        assert find("buurthuis") == []

    def test_is_found_by_its_municipality_as_that_is_called_now(
        self, find, partner, run_background_tasks
    ):
        partner.municipality.name = "Dordrecht"
        partner.municipality.save()
        run_background_tasks()

        assert [find(each) for each in ["dordt", "dordrecht"]] == [[], ["Partners"]]


class TestANameOnManyPages:
    """That is a theme, a role or a municipality; the queue writes the pages again."""

    @pytest.fixture
    def team(self, teams):
        return WorkTeamPageFactory(parent=teams, title="Samenspel")

    def test_of_a_theme_is_found_as_it_is_now(self, find, news, team, run_background_tasks):
        theme = ThemeFactory(name="Schulden")
        TeamThemeFactory(team=team, theme=theme, reason="Er was geen geld.")
        NewsPageFactory(parent=news, title="Bij de bank", themes=[theme])
        publish(team)
        assert sorted(find("schulden")) == ["Bij de bank", "Samenspel"]
        assert find("geld") == ["Samenspel"]

        theme.name = "Rondkomen"
        theme.save()
        run_background_tasks()

        assert find("schulden") == []
        assert sorted(find("rondkomen")) == ["Bij de bank", "Samenspel"]

    def test_of_a_theme_that_is_deleted_is_found_no_more(self, find, news, run_background_tasks):
        theme = ThemeFactory(name="Schulden")
        NewsPageFactory(parent=news, title="Bij de bank", themes=[theme])
        assert find("schulden") == ["Bij de bank"]

        theme.delete()
        run_background_tasks()

        assert find("schulden") == []

    def test_of_a_role_is_found_as_it_is_now(self, find, team, run_background_tasks):
        member, called = RoleFactory(name="bewoner"), RoleFactory(name="timmerman")
        TeamMemberFactory(team=team, role=member)
        OpenCallFactory(team=team, roles=[called])

        for role, name in [(member, "buur"), (called, "vakman")]:
            role.name = name
            role.save()
        run_background_tasks()

        words = ["timmerman", "buur", "vakman"]
        assert [find(each) for each in words] == [[], ["Samenspel"], ["Samenspel"]]


class TestTheMap:
    def test_is_found_by_its_words_of_now(self, find, home):
        page = RoutePageFactory(
            parent=ContactPageFactory(parent=home), map_description="Naast de kathedraal."
        )
        assert find("kathedraal") == ["Route"]

        page.map_description = "Naast de bibliotheek."
        publish(page)

        assert [find(each) for each in ["kathedraal", "bibliotheek"]] == [[], ["Route"]]


class TestARoutePlanner:
    def test_is_found_by_its_name_of_now(self, find, home):
        planner = ("planner", {"name": "9292: trein en metro", "url": "https://example.org/"})
        page = RoutePageFactory(parent=ContactPageFactory(parent=home), route_planners=[planner])
        assert find("9292") == ["Route"]

        page.route_planners = []
        publish(page)

        assert find("9292") == []


class TestTheFormOfTheNewsletter:
    def test_is_found_by_what_it_says(self, find, home):
        text = "U meldde zich aan voor een nieuwsbrief."
        StandardPageFactory(parent=home, title="Privacy", body=[("text", text)])
        NewsletterPageFactory(parent=home)

        for question in ["aanmelden", "hoe meld ik me aan voor de nieuwsbrief"]:
            assert find(question)[0] == "Nieuwsbrief", question

    def test_is_found_in_english(self, find, english_home, english):
        NewsletterPageFactory(parent=english_home, title="Newsletter", locale=english)

        assert find("sign up", "/en/search/") == ["Newsletter"]


def make_word_file():
    document, file = WordFile(), io.BytesIO()
    document.add_paragraph("Over keukenstoelen.")
    document.save(file)
    return file.getvalue()


class TestADocument:
    @pytest.mark.parametrize("name", ["verslag.docx", "VERSLAG.DOCX"])
    def test_is_found_by_its_text_while_a_page_links_to_it(
        self, find, home, name, run_background_tasks
    ):
        file = {"file__filename": name, "file__data": make_word_file(), "file_hash": "new"}
        document = FileFactory(title="Verslag", **file)
        run_background_tasks()
        assert find("keukenstoelen") == []

        link = f'<p><a linktype="document" id="{document.pk}">Het verslag</a></p>'
        page = StandardPageFactory(parent=home, title="Vergaderingen", body=[("text", link)])
        assert find("keukenstoelen") == ["Verslag"]

        page.body = []
        publish(page)

        assert find("keukenstoelen") == []
