"""Links lead to the language of the visitor where it is there, and say so where it is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.models import PageViewRestriction

from home.models import FeaturedNews, HomePage
from news.models import RelatedNews
from pages.models import StandardPage
from teams.models import WorkTeamIndexPage
from tests.factories import (
    MilestoneFactory,
    NewsPageFactory,
    StandardPageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    translate,
)

LABEL = "In Dutch"


@pytest.fixture(scope="module")
def kept_about(kept_site, keep):
    with keep():
        yield StandardPageFactory(parent=get_home(), title="Over ons").pk


@pytest.fixture
def about(kept_about, home):
    return StandardPage.objects.get(pk=kept_about)


@pytest.fixture(scope="module")
def kept_teams(kept_site, keep):
    with keep():
        home = HomePage.objects.get(locale__language_code="nl")
        index = WorkTeamIndexPageFactory(parent=home)
        translate(index, title="Work teams")
        yield index.pk


@pytest.fixture
def teams(kept_teams, home):
    """The Dutch page of all work teams; it has an English version."""
    return WorkTeamIndexPage.objects.get(pk=kept_teams)


def get_link(client, page, words):
    """Return (address, hreflang, label) of the link with these words, or None."""
    main = html.fromstring(client.get(page.url).content).find(".//main")
    for link in main.xpath(".//a"):
        if words in link.text_content():
            label = link.xpath('string(.//*[@class="language-label"])')
            return link.get("href"), link.get("hreflang"), label
    return None


def hide(page, change):
    if change == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        page.unpublish()


@pytest.fixture(scope="class")
def kept_linking_page(kept_about, keep):
    with keep():
        text = f'<p><a linktype="page" id="{kept_about}">Verder</a></p>'
        link = {"text": "Schuif aan", "page": kept_about, "url": ""}
        action = {"title": "Doe mee", "link": link}
        body = [
            {"type": "text", "value": text, "id": "one"},
            {"type": "call_to_action", "value": action, "id": "two"},
        ]
        page = StandardPageFactory(parent=get_home(), title="Links")
        yield translate(page, title="Links", body=body).pk


class TestLinkInTheWordsOfAnEditor:
    @pytest.fixture
    def page(self, kept_linking_page, home):
        """An English page with two links to `about`, in a text and on a button."""
        return StandardPage.objects.get(pk=kept_linking_page)

    def get_links(self, client, page):
        return [get_link(client, page, words) for words in ["Verder", "Schuif aan"]]

    def test_leads_to_the_translation(self, client, about, page):
        translate(about, title="About us")

        assert self.get_links(client, page) == [("/en/about-us/", None, "")] * 2

    def test_says_so_when_there_is_none(self, client, page):
        assert self.get_links(client, page) == [("/over-ons/", "nl", LABEL)] * 2

    def test_says_so_when_it_is_a_draft(self, client, about, page):
        translate(about, title="About us").unpublish()

        assert self.get_links(client, page) == [("/over-ons/", "nl", LABEL)] * 2

    def test_does_not_lead_to_an_alias(self, client, english_home, about, page):
        about.copy_for_translation(english_home.locale, alias=True)

        assert self.get_links(client, page) == [("/over-ons/", "nl", LABEL)] * 2

    def test_leads_nowhere_when_all_is_unpublished(self, client, about, page):
        about.unpublish()

        for link in self.get_links(client, page):
            assert link in {None, (None, None, "")}

    def test_may_lead_to_a_page_with_a_password(self, client, about, page):
        hide(about, "private")

        assert self.get_links(client, page) == [("/over-ons/", "nl", LABEL)] * 2

    def test_leads_to_the_translation_from_an_untranslated_passage_too(self, client, about, page):
        translate(about, title="About us")
        page.untranslated = ["body.one", "body.two"]
        page.save()

        assert self.get_links(client, page) == [("/en/about-us/", None, "")] * 2


class TestLinkByTitle:
    def test_of_a_related_page_is_in_the_language_of_the_visitor(
        self, client, home, english_home, about
    ):
        dutch = StandardPageFactory(parent=home, title="Alleen Nederlands")
        translate(about, title="About us")
        value = {"title": "Read on", "pages": [about.pk, dutch.pk]}
        page = translate(
            StandardPageFactory(parent=home, title="Verder"),
            title="Further",
            body=[{"type": "related_pages", "value": value, "id": "one"}],
        )

        assert get_link(client, page, "About us") == ("/en/about-us/", None, "")
        assert get_link(client, page, dutch.title) == ("/alleen-nederlands/", "nl", LABEL)

    def test_of_a_work_team_says_when_it_is_dutch(self, client, news, teams):
        item = NewsPageFactory(
            parent=news,
            work_teams=[
                WorkTeamPageFactory(parent=teams, title="Samenspel", number=1),
                WorkTeamPageFactory(parent=teams, title="Platform", number=2),
            ],
        )
        translate(item.work_teams.get(title="Platform"), title="Stage")
        page = translate(item, title="Kitchen table")

        assert get_link(client, page, "Samenspel") == ("/werkteams/samenspel/", "nl", LABEL)
        assert get_link(client, page, "Stage") == ("/en/work-teams/stage/", None, "")

    def test_of_a_milestone_is_in_the_language_of_the_visitor(self, client, news, teams):
        team = WorkTeamPageFactory(parent=teams)
        done, later = (NewsPageFactory(parent=news, title=each) for each in ["Af", "Straks"])
        translate(done, title="Done")
        for item in [done, later]:
            MilestoneFactory(team=team, link_page=item)
        team.save_revision().publish()
        page = translate(team, title="Interplay")

        assert get_link(client, page, "Done") == ("/en/news/done/", None, "")
        assert get_link(client, page, "Straks") == ("/nieuws/straks/", "nl", LABEL)

    @pytest.mark.parametrize("change", ["private", "unpublished"])
    def test_is_not_there_when_a_visitor_may_not_see_the_page(
        self, client, home, news, teams, change
    ):
        secret = WorkTeamPageFactory(parent=teams, title="Geheim", number=77)
        item = NewsPageFactory(parent=news, work_teams=[secret])
        other = WorkTeamPageFactory(parent=teams, title="Ander")
        MilestoneFactory(team=other, link_page=secret)
        value = {"title": "Verder", "pages": [secret.pk]}
        related = StandardPageFactory(
            parent=home,
            title="Verwant",
            body=[{"type": "related_pages", "value": value, "id": "one"}],
        )
        hide(secret, change)

        for page in [item, other, related, home, news]:
            text = html.fromstring(client.get(page.url).content).text_content()
            assert "Geheim" not in text
            assert "Werkteam 77" not in text


class TestChosenNews:
    """A choice made on the Dutch page holds on the English one, for what is in English."""

    def test_comes_first_on_the_home_page(self, client, home, english_home, news):
        self.make_choice(news, FeaturedNews, home)
        english = translate_again(home, english_home)

        assert self.get_titles(client, english) == ["Chosen", "Fresh"]

    def test_comes_first_under_an_item(self, client, news):
        item = NewsPageFactory(parent=news, title="Dit")
        self.make_choice(news, RelatedNews, item)
        item.save_revision().publish()
        english = translate(item, title="This")

        assert self.get_titles(client, english) == ["Chosen", "Fresh"]

    def make_choice(self, news, model, page):
        """Choose two old items, of which one is in English; a fresh one is in both languages."""
        chosen, dutch, fresh = (
            NewsPageFactory(parent=news, title=title, date=date)
            for title, date in [
                ("Gekozen", "2001-01-01"),
                ("Alleen Nederlands", "2001-01-02"),
                ("Nieuw", "2018-05-13"),
            ]
        )
        translate(chosen, title="Chosen")
        translate(fresh, title="Fresh")
        for place, item in enumerate([dutch, chosen]):
            model.objects.create(page=page, item=item, sort_order=place)

    def get_titles(self, client, page):
        main = html.fromstring(client.get(page.url).content).find(".//main")
        return [card.text_content() for card in main.xpath('.//*[@class="card__title"]')]


def translate_again(page, translation):
    """Return the translation with the chosen news of the page, as copying it would give."""
    for chosen in page.featured_news.all():
        FeaturedNews.objects.create(
            page=translation, item_id=chosen.item_id, sort_order=chosen.sort_order
        )
    return translation


class TestNewsOfATeam:
    def test_is_in_the_language_of_the_page(self, client, news, teams):
        team = WorkTeamPageFactory(parent=teams)
        item = NewsPageFactory(parent=news, title="Keukentafel", work_teams=[team])
        english_team = translate(team, title="Interplay")
        translate(item, title="Kitchen table")  # still about the Dutch team

        dutch, english = (client.get(each.url).content.decode() for each in [team, english_team])

        assert "Keukentafel" in dutch
        assert "Kitchen table" not in dutch
        assert "Kitchen table" in english
        assert "Keukentafel" not in english


def test_links_cost_the_same_however_many_there_are(client, home, english_home):
    targets = [StandardPageFactory(parent=home, title=f"Doel {number}") for number in range(6)]
    translate(targets[0], title="Goal")
    counts = []
    for number in [2, 6]:
        links = "".join(f'<a linktype="page" id="{page.pk}">x</a>' for page in targets[:number])
        body = [
            {"type": "text", "value": f"<p>{links}</p>", "id": "one"},
            {
                "type": "related_pages",
                "value": {"title": "Read on", "pages": [page.pk for page in targets[:number]]},
                "id": "two",
            },
        ]
        page = translate(
            StandardPageFactory(parent=home, title=f"Verder {number}"),
            title=f"Further {number}",
            body=body,
        )
        # The first visit makes the contact details, and so another version of the site.
        client.get(page.url)
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert StandardPage.objects.count() > 6
