import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from teams.models import OpenCall, TeamMember, TeamTheme, WorkTeamIndexPage, WorkTeamPage
from tests.factories import (
    LibraryImageFactory,
    MilestoneFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    RoleFactory,
    TeamMemberFactory,
    TeamSizeFactory,
    TeamThemeFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
)


@pytest.fixture(scope="module")
def kept_index(keep):
    with keep():
        yield WorkTeamIndexPageFactory(parent=get_home()).pk


@pytest.fixture
def index(kept_index, db):
    return WorkTeamIndexPage.objects.get(pk=kept_index)


@pytest.fixture
def team(index):
    return WorkTeamPageFactory(parent=index)


def text_of(client, page):
    """Return the words of a page as one line."""
    return " ".join(client.get(page.url).content.decode().split())


class TestWorkTeamPage:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (datetime.date(2017, 10, 1), None, "sinds"),
            (datetime.date(2017, 10, 1), datetime.date(2018, 5, 1), "mei 2018"),
        ],
    )
    def test_shows_its_period_in_months(self, client, index, start, end, expected):
        page = WorkTeamPageFactory(parent=index, start=start, end=end)

        response = client.get(page.url)

        assertContains(response, '<time datetime="2017-10">oktober 2017</time>')
        assertContains(response, expected)

    def test_shows_growth_and_a_picture_in_its_text(self, client, team):
        """Both speak of sizes: how many people, and how wide."""
        TeamSizeFactory(team=team)
        picture = {"image": LibraryImageFactory(), "caption": "", "credit": ""}
        team.body = [("picture", picture)]
        team.save()

        page = text_of(client, team)

        assert 'alt="Mensen aan een gedekte tafel"' in page
        assert "growth" in page

    def test_says_one_number_of_people_everywhere(self, client, index, team):
        """The latest size that is known, however many of them are named."""
        TeamMemberFactory(team=team, role=RoleFactory())
        for year, number in [(2017, 3), (2018, 24), (2016, 1)]:
            TeamSizeFactory(team=team, date=datetime.date(year, 1, 1), number=number)

        assertContains(client.get(team.url), "<dt>Mensen</dt><dd>24</dd>")
        assert "24 mensen" in text_of(client, index)

    def test_refuses_an_end_before_its_start(self, team):
        team.start, team.end = datetime.date(2018, 1, 1), datetime.date(2017, 12, 1)

        with pytest.raises(ValidationError) as error:
            team.full_clean()

        assert "end" in error.value.message_dict

    def test_groups_members_by_role(self, client, team):
        residents = RoleFactory(sort_order=1)
        policy = RoleFactory(name="beleidsmaker", plural="beleidsmakers", sort_order=0)
        for role in [residents, policy, residents]:
            TeamMemberFactory(team=team, role=role)

        html = text_of(client, team)

        assert html.index("Beleidsmaker") < html.index("Bewoners")

    def test_calls_a_member_without_a_name_by_the_role(self, client, team):
        TeamMemberFactory(team=team, role=RoleFactory())

        assert "een bewoner" in text_of(client, team)

    def test_lists_its_growth_by_date(self, client, team):
        TeamSizeFactory(team=team, date=datetime.date(2017, 11, 1), number=14, note="Bijeenkomst")
        TeamSizeFactory(team=team, date=datetime.date(2017, 10, 1), number=3, note="Begin")

        html = text_of(client, team)

        assert html.index("Begin") < html.index("Bijeenkomst")

    def test_says_why_a_theme_is_paused(self, client, team):
        TeamThemeFactory(
            team=team, theme=ThemeFactory(), state="paused", reason="Te weinig mensen."
        )

        html = text_of(client, team)

        assert "Gepauzeerd" in html
        assert "Te weinig mensen." in html

    def test_shows_its_news_newest_first_and_no_drafts(self, client, home, team):
        news = NewsIndexPageFactory(parent=home)
        for title, year in [("Oud", 2016), ("Nieuw", 2018)]:
            NewsPageFactory(
                parent=news, title=title, date=datetime.date(year, 1, 1), work_teams=[team]
            )
        NewsPageFactory(parent=news, title="Concept", live=False, work_teams=[team])
        NewsPageFactory(parent=news, title="Van een ander")

        html = text_of(client, team)

        assert html.index("Nieuw</a>") < html.index("Oud</a>")
        assert "Concept" not in html
        assert "Van een ander" not in html


class TestTeamMember:
    @pytest.fixture
    def member(self, team):
        return TeamMember(team=team, role=RoleFactory())

    def test_needs_no_consent_without_name_and_photo(self, member):
        member.full_clean(exclude=["locale"])

    def test_needs_recorded_consent_for_a_name_or_photo(self, member):
        for shown in [{"name": "Voornaam"}, {"photo": LibraryImageFactory()}]:
            for consent in [{}, {"consent_date": datetime.date(2018, 1, 1)}]:
                shy = TeamMember(team=member.team, role=member.role, **shown, **consent)

                with pytest.raises(ValidationError) as error:
                    shy.full_clean(exclude=["locale"])

                assert "consent_date" in error.value.message_dict, (shown, consent)

    def test_takes_a_first_name_with_recorded_consent(self, member):
        member.name = "Voornaam"
        member.consent_date = datetime.date(2018, 1, 1)
        member.consent_record = "Per e-mail"

        member.full_clean(exclude=["locale"])


class TestTeamTheme:
    def test_cannot_be_paused_without_a_reason(self, team):
        theme = TeamTheme(team=team, theme=ThemeFactory(), state=TeamTheme.State.PAUSED)

        with pytest.raises(ValidationError) as error:
            theme.full_clean(exclude=["locale"])

        assert "reason" in error.value.message_dict


class TestMilestone:
    @pytest.mark.parametrize(
        ("precision", "machine", "shown"),
        [("day", "2017-11-08", "8 november 2017"), ("month", "2017-11", "november 2017")],
    )
    def test_shows_its_date_as_precisely_as_it_is_known(
        self, client, team, precision, machine, shown
    ):
        MilestoneFactory(team=team, date=datetime.date(2017, 11, 8), precision=precision)

        assertContains(client.get(team.url), f'<time datetime="{machine}">{shown}</time>')

    def test_links_to_a_live_page_by_its_title(self, client, home, team):
        news = NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="Naar het stadhuis")
        MilestoneFactory(team=team, link_page=news)

        assertContains(client.get(team.url), f'<a href="{news.url}">Naar het stadhuis</a>')

    def test_does_not_link_to_a_draft(self, client, home, team):
        news = NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="Plan", live=False)
        MilestoneFactory(team=team, link_page=news)

        assertNotContains(client.get(team.url), "Plan</a>")


class TestOpenCall:
    def test_disappears_by_itself_after_its_deadline(self, client, home, team, now):
        call = OpenCallFactory(team=team)

        for days, is_open in [(-1, False), (0, True), (1, True)]:
            call.deadline = timezone.localdate() + datetime.timedelta(days=days)
            call.save()
            for page in [team, home]:
                assert ("Wij zoeken bewoners" in text_of(client, page)) == is_open, days

    def test_has_no_table_where_nobody_sits_yet(self, client, team):
        OpenCallFactory(team=team)

        assertNotContains(client.get(team.url), "Wie zitten er aan tafel?")
        assertContains(client.get(team.url), "Wij zoeken bewoners")

    def test_says_who_is_sought_where_until_when_and_how_to_respond(self, client, team):
        call = OpenCallFactory(
            team=team, municipality=MunicipalityFactory(), deadline=datetime.date(2035, 1, 31)
        )
        call.roles.set([RoleFactory()])
        call.save()

        html = text_of(client, team)

        for words in ["bewoners", "Rotterdam", "31 januari 2035", "Bel of mail ons."]:
            assert words in html

    def test_leads_from_the_home_page_to_its_place_on_the_page_of_the_team(
        self, client, home, team
    ):
        call = OpenCallFactory(team=team)

        assertContains(client.get(home.url), f'href="{team.url}#{call.get_anchor()}"')
        assertContains(client.get(team.url), f'id="{call.get_anchor()}"')

    def test_lists_the_most_urgent_first(self, team):
        OpenCallFactory(team=team, title="Later", deadline=datetime.date(2035, 1, 2))
        OpenCallFactory(team=team, title="Eerst", deadline=datetime.date(2035, 1, 1))

        assert [call.title for call in OpenCall.objects.open()] == ["Eerst", "Later"]
        assert [call.title for call in team.get_open_calls()] == ["Eerst", "Later"]

    def test_keeps_the_roles_sought_in_a_draft(self, team):
        role = RoleFactory()
        call = OpenCallFactory(team=team)
        call.roles.set([role])
        call.save()
        page = WorkTeamPage.objects.get(pk=team.pk)

        draft = page.save_revision().as_object()

        assert list(draft.open_calls.get().roles.all()) == [role]


class TestWorkTeamIndexPage:
    def test_groups_teams_by_status(self, client, index):
        WorkTeamPageFactory(parent=index, title="Klaar", number=1, status="finished")
        WorkTeamPageFactory(parent=index, title="Bezig", number=2, status="active")
        WorkTeamPageFactory(parent=index, title="Zoekend", number=3, status="seeking")

        html = text_of(client, index)

        order = ["Zoekt mensen", "Zoekend", "Actief", "Bezig", "Afgerond", "Klaar"]
        places = [html.index(f"{words}</") for words in order]
        assert places == sorted(places)

    def test_counts_the_members(self, client, index, team):
        for _ in range(3):
            TeamMemberFactory(team=team, role=RoleFactory())

        assert "3 mensen" in text_of(client, index)

    def test_filters_by_municipality_and_theme(self, client, index):
        there = WorkTeamPageFactory(
            parent=index, title="Hier", municipalities=[MunicipalityFactory()]
        )
        TeamThemeFactory(team=there, theme=ThemeFactory())
        WorkTeamPageFactory(parent=index, title="Elders", number=3)

        for query in ["municipality=rotterdam", "theme=armoede"]:
            response = client.get(f"{index.url}?{query}")

            assertContains(response, "Hier</a>", msg_prefix=query)
            assertNotContains(response, "Elders</a>", msg_prefix=query)

    def test_shows_everything_for_an_unknown_filter(self, client, index, team):
        for query in ["municipality=atlantis", "theme=%00", "theme[]=armoede"]:
            assertContains(client.get(f"{index.url}?{query}"), team.title, msg_prefix=query)

    def test_leaves_out_drafts(self, client, index):
        WorkTeamPageFactory(parent=index, title="Concept", live=False)

        response = client.get(index.url)

        assertNotContains(response, "Concept")
        assertContains(response, "nog geen werkteams")
