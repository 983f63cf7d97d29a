from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests.factories import (
    IssuePageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    make_onlooker,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)


def make_news(news, title, days_ago=1, **fields):
    moment = NOW - timedelta(days=days_ago)
    return NewsPageFactory(parent=news, title=title, first_published_at=moment, **fields)


def get_url(issue):
    return reverse("issues:choose", args=[issue.pk])


def read(response):
    """Return the titles that are offered, and those of them that are ticked."""
    page = html.fromstring(response.content)
    items = page.xpath("//ul[@class='issue-candidates']/li")
    titles = [each.xpath("string(.//label/span)") for each in items]
    return titles, [
        title for title, each in zip(titles, items, strict=True) if each.xpath(".//input[@checked]")
    ]


def tick(admin, issue, *values):
    offered = html.fromstring(admin.get(get_url(issue)).content).xpath("//input[@name='offered']")
    return admin.post(
        get_url(issue), {"offered": [each.get("value") for each in offered], "items": values}
    )


def list_items(issue):
    draft = type(issue).objects.get(pk=issue.pk).get_latest_revision_as_object()
    return [str(each.value.get("page") or each.value.get("call")) for each in draft.items]


class TestWhatIsOffered:
    def test_is_what_appeared_since_the_issue_before_newest_first(self, admin, issue, news):
        IssuePageFactory(
            parent=issue.get_parent(), slug="oktober", first_published_at=NOW - timedelta(days=9)
        )
        for title, days_ago in [("Gisteren", 1), ("Vorige week", 7), ("Vorige maand", 30)]:
            make_news(news, title, days_ago)

        titles, ticked = read(admin.get(get_url(issue)))

        assert titles == ["Gisteren", "Vorige week"]
        assert ticked == []
        assert "Vorige maand" in read(admin.get(get_url(issue) + "?older"))[0]

    def test_is_what_visitors_see(self, admin, issue, news):
        make_news(news, "Concept", live=False)

        response = admin.get(get_url(issue))

        assert read(response)[0] == []
        assert "Er is sindsdien niets verschenen" in response.content.decode()

    def test_are_open_calls_too(self, admin, issue, home):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home), title="Team")
        OpenCallFactory(team=team, title="Denk mee")

        assert read(admin.get(get_url(issue)))[0] == ["Denk mee (Team)"]

    def test_costs_the_same_for_any_number(self, admin, issue, news):
        def count():
            with CaptureQueriesContext(connection) as queries:
                admin.get(get_url(issue))
            return len(queries)

        make_news(news, "Eerste")
        count()
        few = count()
        for number in range(5):
            make_news(news, f"Bericht {number}")
        count()

        assert count() == few


class TestTicking:
    def test_puts_items_in_the_draft_in_the_order_of_the_list(self, admin, issue, news):
        older, newer = make_news(news, "Ouder", 3), make_news(news, "Nieuwer", 2)

        tick(admin, issue, f"page:{older.pk}", f"page:{newer.pk}")

        assert list_items(issue) == ["Nieuwer", "Ouder"]
        assert read(admin.get(get_url(issue)))[1] == ["Nieuwer", "Ouder"]

    def test_takes_out_what_is_unticked_and_leaves_the_rest(self, admin, issue, news):
        first, second = make_news(news, "Een", 3), make_news(news, "Twee", 2)
        long_ago = make_news(news, "Lang geleden", 700)
        issue.items = [("page", {"page": long_ago, "summary": "Kort"}), ("page", {"page": first})]
        issue.save_revision()

        tick(admin, issue, f"page:{second.pk}")

        assert list_items(issue) == ["Lang geleden", "Twee"]

    def test_takes_nothing_that_was_not_offered(self, admin, issue, news):
        draft = make_news(news, "Concept", live=False)

        admin.post(get_url(issue), {"offered": [f"page:{draft.pk}"], "items": [f"page:{draft.pk}"]})

        assert list_items(issue) == []

    def test_is_for_who_may_edit_the_issue(self, client, issue):
        client.force_login(make_onlooker())

        assert client.get(get_url(issue)).status_code in {302, 403}
