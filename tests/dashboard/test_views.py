"""The first screen of the admin: for whom it says what, and at what cost."""

import datetime
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from lxml import html
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.models import User
from contact.models import Message
from dashboard.cards import MOST_ROWS, Card
from dashboard.views import greet
from search.statistics import record
from tests.factories import (
    MessageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    UserFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)

HOME = "/admin/"


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)


@pytest.fixture
def writer(home):
    """Somebody who may write pages, and nothing else."""
    return make_colleague(home, "add_page", "change_page")


def make_colleague(home, *page_rights, rights=()):
    group = Group.objects.create(name="Proef")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for app_label, codename in rights:
        found = Permission.objects.get(content_type__app_label=app_label, codename=codename)
        group.permissions.add(found)
    for codename in page_rights:
        GroupPagePermission.objects.create(
            group=group, page=home, permission=Permission.objects.get(codename=codename)
        )
    user = User.objects.create_user("noor@example.org", first_name="Noor", last_name="Bakker")
    user.groups.add(group)
    return user


def see(client, user=None):
    """Return what the first screen shows, as {card: its rows as texts}; the buttons are "new"."""
    if user:
        client.force_login(user)
    document = html.document_fromstring(client.get(HOME).content.decode())
    cards = {
        section.get("aria-labelledby").removeprefix("card-"): [
            read(row) for row in section.xpath(".//li")
        ]
        for section in document.xpath("//section[contains(@class, 'dashboard-card')]")
    }
    return {"new": [read(each) for each in document.find_class("dashboard__buttons")], **cards}


def read(element):
    return " ".join(element.text_content().split())


def make_workflow(page):
    """Let administrators approve what is written below a page."""
    workflow = Workflow.objects.create(name="Nakijken", active=True)
    task = GroupApprovalTask.objects.create(name="Nakijken", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)


def save_draft(page, user, title):
    page.title = title
    page.save_revision(user=user, log_action=True)


def add_rows(user, news, team, *titles):
    """Add for each title a draft, a planned item, one to approve, and a call that ends today."""
    for title in titles:
        draft, planned, waiting = [
            NewsPageFactory(parent=news, title=f"{title} {number}", live=False)
            for number in range(3)
        ]
        planned.go_live_at = timezone.now() + datetime.timedelta(days=1)
        planned.save_revision(user=user).publish()
        for item in [draft, waiting]:
            save_draft(item, user, item.title)
        waiting.get_workflow().start(waiting, user)
        OpenCallFactory(team=team, title=title, deadline=timezone.localdate())


class TestGreeting:
    @pytest.mark.parametrize(
        ("hour", "words"),
        [
            (0, "Goedemorgen, Noor"),
            (11, "Goedemorgen, Noor"),
            (12, "Goedemiddag, Noor"),
            (17, "Goedemiddag, Noor"),
            (18, "Goedenavond, Noor"),
        ],
    )
    def test_is_that_of_the_time_of_day(self, hour, words):
        assert greet("Noor", hour) == words

    def test_needs_no_name(self):
        assert greet("", 9) == "Goedemorgen"


class TestButtons:
    def test_lead_straight_to_an_empty_form(self, admin, news):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=news.get_parent()))
        links = html.document_fromstring(admin.get(HOME).content.decode()).xpath(
            "//ul[@class='dashboard__buttons']//a"
        )

        assert [(read(link), link.get("href")) for link in links] == [
            ("Nieuwsbericht", f"/admin/pages/add/news/newspage/{news.pk}/"),
            ("Oproep", f"/admin/pages/{team.pk}/edit/#id_open_calls-ADD"),
            ("Foto’s", "/admin/images/multiple/add/"),
        ]

    def test_ask_for_which_team_a_call_is(self, admin, home):
        teams = WorkTeamIndexPageFactory(parent=home)
        first, second = [WorkTeamPageFactory(parent=teams, title=each) for each in ["Een", "Twee"]]

        answer = admin.get(reverse("work_teams:new_call")).content.decode()

        assert "work_teams/new-call/" in admin.get(HOME).content.decode()
        for team in [first, second]:
            assert f'href="/admin/pages/{team.pk}/edit/#id_open_calls-ADD">{team.title}<' in answer

    def test_are_for_who_may_do_it(self, client, home, news):
        colleague = make_colleague(home, rights=[("contact", "view_message")])

        assert see(client, colleague)["new"] == []
        assert client.get(reverse("work_teams:new_call")).status_code == 302


class TestCards:
    def test_are_only_there_for_who_may_do_something_about_it(self, client, home, news):
        colleague = make_colleague(home, rights=[("contact", "view_message")])
        MessageFactory()

        assert see(client, colleague) == {"new": [], "to_do": ["1 nieuw bericht"]}

    def test_of_a_writer_are_about_pages(self, client, writer, news):
        Locale.objects.create(language_code="en")

        assert list(see(client, writer)) == ["new", "under_way", "translations"]

    def test_say_something_kind_when_there_is_nothing(self, admin, home):
        answer = unescape(admin.get(HOME).content.decode())

        assert "Niets te doen. Alles is beantwoord en gedaan." in answer
        assert "Geen concepten, en er is niets gepland." in answer

    def test_tell_of_messages(self, admin):
        MessageFactory()
        MessageFactory()
        MessageFactory(state=Message.State.SUSPECTED)
        MessageFactory(state=Message.State.ANSWERED)

        assert see(admin)["to_do"] == ["2 nieuwe berichten", "1 bericht dat misschien ongewenst is"]

    def test_tell_of_drafts_those_of_who_looks_first(self, client, writer, news):
        colleague = UserFactory(first_name="Ans", last_name="Post")
        for title, user in [("Van mij", writer), ("Van haar", colleague)]:
            save_draft(NewsPageFactory(parent=news, slug=slugify(title)), user, title)
        draft = NewsPageFactory(parent=news, title="Nieuw van mij", live=False)
        save_draft(draft, writer, draft.title)
        NewsPageFactory(parent=news, title="Online")

        assert see(client, writer)["under_way"] == [
            "Nieuw van mij Concept",
            "Van mij Gewijzigd",
            "Van haar Gewijzigd van Ans Post",
        ]

    def test_tell_what_appears_by_itself_and_when(self, client, writer, news):
        item = NewsPageFactory(parent=news, title="Straks", live=False)
        item.go_live_at = datetime.datetime(2030, 1, 4, 8, 0, tzinfo=datetime.UTC)
        item.save_revision(user=writer).publish()

        assert see(client, writer)["under_way"] == ["Straks Gepland vrijdag 4 januari 2030, 09:00"]

    def test_tell_of_no_pages_that_somebody_may_not_edit(self, client, home, news):
        teams = WorkTeamIndexPageFactory(parent=home)
        colleague = make_colleague(teams, "change_page")
        save_draft(NewsPageFactory(parent=news), UserFactory(), "Geheim")

        assert see(client, colleague)["under_way"] == []

    def test_tell_of_calls_that_end_or_ended(self, admin, home):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home), title="Samen")
        today = timezone.localdate()
        for days in [-15, -1, 0, 7, 8]:
            OpenCallFactory(
                team=team, title=f"{days}", deadline=today + datetime.timedelta(days=days)
            )

        rows = [row.split(" Samen")[0] for row in see(admin)["to_do"]]

        assert rows == [
            "Oproep is afgelopen: -1",
            "Oproep loopt bijna af: 0",
            "Oproep loopt bijna af: 7",
        ]

    def test_tell_what_waits_for_approval(self, admin, client, writer, news):
        make_workflow(news)
        item = NewsPageFactory(parent=news, title="Ter inzage", live=False)
        save_draft(item, writer, item.title)
        item.get_workflow().start(item, writer)

        assert see(admin)["to_do"] == ["Goedkeuren: Ter inzage van Noor Bakker"]
        assert see(client, writer)["under_way"] == ["Ter inzage Wacht op goedkeuring"]

    def test_tell_what_visitors_did_not_find(self, admin, home):
        for _ in range(2):
            record("bijstand", home.locale, found=0)
        record("nieuws", home.locale, found=3)

        assert see(admin)["not_found"] == ["bijstand 2 keer"]

    def test_ask_as_much_of_the_database_for_many_rows_as_for_two(self, admin, writer, news):
        make_workflow(news)
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=news.get_parent()))
        add_rows(writer, news, team, "een", "twee")
        admin.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            before = see(admin)
        few = len(queries)
        add_rows(writer, news, team, "drie", "vier", "vijf")
        # What is kept until visitors see another version of the site is asked for once more.
        admin.get(HOME)
        with CaptureQueriesContext(connection) as many:
            after = see(admin)

        assert [len(before[card]) for card in ["to_do", "under_way"]] == [4, 6]
        assert [len(after[card]) for card in ["to_do", "under_way"]] == [8, 8]
        assert len(many) == few


def test_a_card_has_its_first_rows_in_their_order():
    card = Card("to_do", "Te doen", "list-ul", "Niets te doen.")
    for order in range(MOST_ROWS + 1, 0, -1):
        card.add(str(order), HOME, order=order)

    assert [row.order for row in card.rows] == list(range(1, MOST_ROWS + 1))


def test_menu_calls_the_first_screen_what_its_heading_says(admin):
    scripts = admin.get(reverse("wagtailadmin_javascript_catalog")).content.decode()

    assert '"Dashboard": "Overzicht"' in scripts
