"""What visitors find of the newsletter on the site: the issues that were sent, and no others."""

import datetime
import json

import feedparser
import pytest
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from delivery.models import Mailing
from issues import views
from issues.models import IssuePage
from newsletter.models import Subscriber
from tests.factories import (
    IssuePageFactory,
    NewsIndexPageFactory,
    NewsletterPageFactory,
    NewsPageFactory,
    SubscriberFactory,
    get_home,
    translate,
)
from tests.newsletter.conftest import get_path
from tests.site.test_query_counts import count_queries

NAMES = ["Nieuwsbrief januari", "Nieuwsbrief februari", "Nieuwsbrief maart"]


@pytest.fixture(scope="module")
def newsletter(keep):
    """The page of the newsletter, with three issues that were sent and one that was not."""
    with keep():
        newsletter = NewsletterPageFactory(parent=get_home(), slug="nieuwsbrief")
        for month, title in enumerate(NAMES, start=1):
            moment = datetime.datetime(2026, month, 15, 9, tzinfo=datetime.UTC)
            IssuePageFactory(parent=newsletter, title=title, first_published_at=moment)
        IssuePageFactory(
            parent=newsletter, title="Nieuwsbrief april", live=False, first_published_at=None
        )
        yield newsletter


@pytest.fixture
def planned(newsletter):
    """An issue that is to be sent tomorrow."""
    issue = IssuePage.objects.get(live=False)
    issue.go_live_at = timezone.now() + datetime.timedelta(days=1)
    mailing = Mailing.objects.create(subject="April", starts_at=issue.go_live_at)
    IssuePage.objects.filter(pk=issue.pk).update(mailing=mailing)
    issue.save_revision().publish()
    return issue


def add_issues(newsletter, number):
    for each in range(number):
        IssuePageFactory(parent=newsletter, title=f"Extra nieuwsbrief {each}")


def list_links(client, address):
    document = html.document_fromstring(client.get(address).content)
    return [
        link.text_content() for link in document.xpath("//main//ul[contains(@class, 'rows')]//a")
    ]


@pytest.mark.django_db
class TestArchive:
    def test_has_what_was_sent_the_newest_first_and_no_draft(self, client, planned):
        assert list_links(client, "/nieuwsbrief/archief/") == NAMES[::-1]
        assert list_links(client, "/nieuwsbrief/") == NAMES[::-1]
        assert client.get(planned.get_url() or "/nieuwsbrief/nieuwsbrief-april/").status_code == 404

    def test_goes_on_on_another_page(self, client, newsletter, monkeypatch):
        monkeypatch.setattr(views, "ISSUES_PER_PAGE", 2)

        assert list_links(client, "/nieuwsbrief/archief/") == NAMES[:0:-1]
        assert list_links(client, "/nieuwsbrief/archief/?page=2") == NAMES[:1]

    def test_costs_the_same_for_few_and_for_many(self, client, newsletter):
        addresses = ["/nieuwsbrief/archief/", "/nieuwsbrief/", "/nieuwsbrief/feed/atom/"]
        few = [count_queries(client, address) for address in addresses]

        add_issues(newsletter, 8)

        assert [count_queries(client, address) for address in addresses] == few

    def test_leads_to_the_form_and_the_form_to_it(self, client, newsletter):
        assertContains(client.get("/nieuwsbrief/archief/"), 'href="/nieuwsbrief/"')
        add_issues(newsletter, 3)
        assertContains(client.get("/nieuwsbrief/"), 'href="/nieuwsbrief/archief/"')

    def test_without_issues_is_not_for_search_engines(self, client, newsletter):
        IssuePage.objects.update(live=False)

        response = client.get("/nieuwsbrief/archief/")

        assertContains(response, "noindex")
        assertContains(response, "Er zijn hier nog geen nieuwsbrieven.")

    def test_is_in_its_own_language(self, client, newsletter, english_home):
        english = translate(newsletter, title="Newsletter")
        translate(IssuePage.objects.get(title=NAMES[0]), title="January newsletter")

        assert list_links(client, "/en/newsletter/archive/") == ["January newsletter"]
        assert english.get_url() == "/en/newsletter/"

    def test_is_not_there_without_a_page_of_the_newsletter(self, client, newsletter):
        newsletter.unpublish()

        assert client.get("/nieuwsbrief/archief/").status_code == 404
        assert client.get("/nieuwsbrief/feed/atom/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["atom", "rss"])
class TestFeed:
    def read(self, client, kind):
        return feedparser.parse(client.get(f"/nieuwsbrief/feed/{kind}/").content)

    def test_is_well_formed_and_has_what_was_sent(self, client, planned, kind):
        feed = self.read(client, kind)

        assert not feed.bozo
        assert feed.feed.title == "Nieuwsbrief van Werkplaats Sociaal Domein Zuid-Holland Zuid"
        assert [entry.title for entry in feed.entries] == NAMES[::-1]
        assert feed.entries[0].summary == "Wat bewoners vertelden, en wat er komt."
        assert feed.entries[0].link == "http://localhost/nieuwsbrief/nieuwsbrief-maart/"
        assert feed.entries[0].id.startswith("urn:uuid:")
        assert {link.rel: link.href for link in feed.feed.links}[
            "self"
        ] == f"http://localhost/nieuwsbrief/feed/{kind}/"

    def test_is_found_from_the_pages(self, client, newsletter, kind):
        for address in ["/nieuwsbrief/", "/nieuwsbrief/archief/"]:
            assertContains(client.get(address), f'href="/nieuwsbrief/feed/{kind}/"')


@pytest.mark.django_db
class TestIssuePage:
    def test_shows_what_the_mail_says(self, client, newsletter):
        news = NewsPageFactory(parent=NewsIndexPageFactory(parent=get_home()), title="Aan tafel")
        issue = IssuePage.objects.get(title=NAMES[0])
        issue.items = [("page", {"page": news, "summary": "Kort.", "without_translation": ""})]
        issue.save_revision().publish()

        response = client.get("/nieuwsbrief/nieuwsbrief-januari/")

        item = html.document_fromstring(response.content).find_class("issue-item")[0]
        assert item.xpath("string(.//h2/a)") == "Aan tafel"
        assert item.xpath("string(.//h2/a/@href)") == news.get_url()
        assert "Kort." in item.text_content()

    def test_is_found_by_its_words(self, client, newsletter):
        response = client.get("/zoeken/?q=wat+bewoners+vertelden")

        assertContains(response, 'href="/nieuwsbrief/nieuwsbrief-maart/"')

    def test_marks_what_is_in_another_language(self, client, newsletter, english_home):
        news = NewsPageFactory(parent=NewsIndexPageFactory(parent=get_home()), title="Aan tafel")
        translate(newsletter, title="Newsletter")
        issue = IssuePage.objects.get(title=NAMES[0])
        items = [("page", {"page": news, "summary": "", "without_translation": "note"})]
        english = translate(issue, title="January newsletter", items=items)

        response = client.get(english.get_url())

        item = html.document_fromstring(response.content).find_class("issue-item")[0]
        assert item.xpath("string(.//h2/parent::div/@lang)") == "nl"
        assert item.find_class("language-label")[0].text == "In Dutch"

    def test_leads_to_those_before_and_after_it(self, client, planned):
        response = client.get("/nieuwsbrief/nieuwsbrief-februari/")

        document = html.document_fromstring(response.content)
        assert document.xpath("//a[@rel='prev']/@href") == ["/nieuwsbrief/nieuwsbrief-januari/"]
        assert document.xpath("//a[@rel='next']/@href") == ["/nieuwsbrief/nieuwsbrief-maart/"]

    def test_says_what_it_is_to_search_engines(self, client, newsletter):
        response = client.get("/nieuwsbrief/nieuwsbrief-maart/")

        document = html.document_fromstring(response.content)
        (text,) = document.xpath("//script[@type='application/ld+json']/text()")
        graph = {each["@type"]: each for each in json.loads(text)["@graph"]}
        issue = graph["PublicationIssue"]
        assert issue["datePublished"].startswith("2026-03-15")
        assert issue["isPartOf"]["url"] == "http://localhost/nieuwsbrief/"

    def test_is_in_the_map_of_the_site_once_it_was_sent(self, client, planned):
        map_of_site = client.get("/sitemap.xml")

        assertContains(map_of_site, "/nieuwsbrief/nieuwsbrief-maart/")
        assertNotContains(map_of_site, planned.slug)


@pytest.mark.django_db
def test_who_confirmed_reads_the_last_issue(client, newsletter):
    subscriber = SubscriberFactory(status=Subscriber.Status.PENDING)

    response = client.post(get_path("confirm", subscriber))

    assertContains(response, 'href="/nieuwsbrief/nieuwsbrief-maart/"')
