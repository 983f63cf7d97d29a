import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.redirects.models import Redirect

from linkcheck.models import Address, Link, count_broken
from linkcheck.tasks import read_all
from pages.models import ContactSettings, StandardPage
from tests.factories import (
    FileFactory,
    MilestoneFactory,
    NewsPageFactory,
    PartnerFactory,
    StandardPageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)
from tests.translations.steps import change, get_english, translate

State = Address.State
ELSEWHERE = "https://movisie.example/verslag/"


def make_page(parent, *blocks, **fields):
    """Return a published page with blocks, each as (type, value)."""
    return StandardPageFactory(parent=parent, body=list(blocks), **fields)


def publish(page):
    page.save_revision().publish()
    return page


def write(page, html):
    """Publish a page with another text."""
    block = ("text", html)
    change(page, body=StreamValue(page.body.stream_block, [block]))


def list_goals(holder=None):
    links = Link.objects.order_by("pk")
    if holder is not None:
        links = links.filter(object_id=holder.pk)
    return [link.address.url for link in links]


def get_state(url):
    return Address.objects.get(url=url).state


@pytest.fixture
def target(home):
    return make_page(home, ("heading", {"text": "Wie wij zijn", "level": "h2"}), title="Doel")


@pytest.mark.django_db
class TestPage:
    def test_gives_its_links_when_it_is_published(self, home, target):
        link = {"text": "Bel ons", "page": None, "url": ELSEWHERE}
        html = f'<p>Lees <a href="{ELSEWHERE}#deel-2">het verslag</a> of <a linktype="page"'
        html += f' id="{target.pk}">meer</a>, <a href="mailto:a@example.nl">mail</a>.</p>'
        page = publish(
            make_page(
                home,
                ("text", html),
                ("call_to_action", {"title": "Kom", "text": "", "link": link}),
                ("related_pages", {"title": "Verder", "pages": [target]}),
                ("download", {"document": FileFactory(), "title": ""}),
            )
        )

        links = Link.objects.filter(object_id=page.pk).order_by("pk")
        assert [(link.words, link.address.url.rstrip("0123456789")) for link in links] == [
            ("het verslag", ELSEWHERE),
            ("meer", "page:"),
            ("Webadres buiten deze site", ELSEWHERE),
            ("Pagina", "page:"),
            ("Document", "document:"),
        ]
        assert Address.objects.get(url=ELSEWHERE).host == "movisie.example"
        assert links[2].path == f"body.{page.body[1].id}.link.url"

    def test_gives_the_links_of_tables(self, home):
        table = {
            "caption": "Websites",
            "columns": [{"type": "rich_text", "heading": "Waar"}],
            "rows": [{"values": [f'<p><a href="{ELSEWHERE}">Movisie</a></p>']}],
        }
        page = make_page(home)
        page.body = page.body.stream_block.to_python([{"type": "table", "value": table}])
        publish(page)

        (link,) = Link.objects.all()
        assert link.path == f"body.{page.body[0].id}.0.0"

    def test_gives_the_links_of_its_parts(self, home, target):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home))
        MilestoneFactory(team=team, link_url=ELSEWHERE)
        MilestoneFactory(team=team, link_page=target)
        team.refresh_from_db()
        publish(team)

        assert list_goals(team) == [ELSEWHERE, f"page:{target.pk}"]

    def test_gives_none_as_long_as_it_is_a_draft(self, home):
        page = publish(make_page(home))
        page.body = [("text", f'<p><a href="{ELSEWHERE}">x</a></p>')]
        page.save_revision()

        assert not Link.objects.exists()

    def test_takes_them_back(self, home):
        page = publish(make_page(home, ("text", f'<p><a href="{ELSEWHERE}">x</a></p>')))

        write(page, "<p>Niets.</p>")
        assert not Address.objects.exists()
        write(page, f'<p><a href="{ELSEWHERE}">x</a></p>')
        page.refresh_from_db()
        page.unpublish()
        assert not Address.objects.exists()

    def test_costs_as_much_with_many_links(self, home, target, django_assert_num_queries):
        few = publish(make_page(home, ("text", "<p>Niets.</p>")))
        count = count_queries(lambda: write(few, make_links(target, 2)))

        assert count_queries(lambda: write(few, make_links(target, 60))) <= count


def make_links(target, number):
    others = "".join(f'<a href="https://{each}.example/">x</a>' for each in range(number))
    return f'<p>{others}<a linktype="page" id="{target.pk}">y</a></p>'


def count_queries(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


@pytest.mark.django_db
class TestEntry:
    def test_of_a_list_gives_its_links(self):
        partner = PartnerFactory(website=ELSEWHERE)
        assert list_goals(partner) == [ELSEWHERE]

        partner.delete()
        assert not Address.objects.exists()

    def test_of_the_settings_gives_its_links(self, home):
        settings = ContactSettings.for_site(home.get_site())
        settings.social_links = [("link", {"name": "LinkedIn", "url": ELSEWHERE})]
        settings.save()

        assert list_goals() == [ELSEWHERE]


@pytest.mark.django_db
class TestOwnAddress:
    @pytest.mark.parametrize(
        ("link", "state"),
        [
            ("/doel/", State.WORKS),
            ("/doel", State.WORKS),
            ("http://localhost/doel/", State.WORKS),
            ("/doel/#wie-wij-zijn", State.WORKS),
            ("/doel/#wie%2Dwij-zijn", State.WORKS),
            ("/doel/#wie-wij-waren", State.ANCHOR),
            ("/doel/#top", State.WORKS),
            ("/doel/#:~:text=Wie%20wij", State.WORKS),
            ("/doel/#wie-wij-waren:~:text=Wie%20wij", State.ANCHOR),
            ("/doel/?van=nieuws", State.WORKS),
            ("/zoeken/", State.WORKS),
            ("/sitemap.xml", State.WORKS),
            ("/en/search/", State.WORKS),
            ("/bestaat-niet/", State.MISSING),
            ("/documents/999/weg.pdf", State.MISSING),
            ("/nl/", State.WORKS),
        ],
    )
    def test_is_asked_of_the_site_itself(self, home, target, link, state):
        publish(make_page(home, ("text", f'<p><a href="{link}">x</a></p>')))

        (address,) = Address.objects.all()
        assert address.state == state

    def test_may_be_on_the_same_page(self, home):
        heading = ("heading", {"text": "Kosten", "level": "h2"})
        html = '<p><a href="#kosten">a</a> <a href="#baten">b</a></p>'
        page = publish(make_page(home, heading, ("text", html)))

        states = dict(Address.objects.values_list("url", "state"))
        key = f"page:{page.pk}"
        assert states == {f"{key}#kosten": State.WORKS, f"{key}#baten": State.ANCHOR}

    def test_follows_its_page(self, home, target):
        html = f'<p><a linktype="page" id="{target.pk}">x</a> <a href="/doel/">y</a></p>'
        publish(make_page(home, ("text", html)))
        assert count_broken() == 0

        target.unpublish()
        assert set(Address.objects.values_list("state", flat=True)) == {State.UNPUBLISHED}
        assert count_broken() == 2

        publish(target)
        assert count_broken() == 0

        target.refresh_from_db()
        target.unpublish(set_expired=True)
        assert set(Address.objects.values_list("state", flat=True)) == {State.EXPIRED}

        StandardPage.objects.get(pk=target.pk).delete()
        assert set(Address.objects.values_list("state", flat=True)) == {State.MISSING}

    def test_works_as_soon_as_there_is_a_page(self, home):
        publish(make_page(home, ("text", '<p><a href="/later/">x</a></p>')))
        assert count_broken() == 1

        publish(make_page(home, title="Later"))

        assert count_broken() == 0

    def test_may_be_that_of_a_redirect(self, home, target):
        Redirect.add_redirect("/oud/", target)
        publish(make_page(home, ("text", '<p><a href="/oud/">x</a></p>')))

        assert get_state("/oud/") == State.WORKS

    def test_follows_the_headings_of_its_page(self, home, target):
        publish(make_page(home, ("text", '<p><a href="/doel/#wie-wij-zijn">x</a></p>')))
        assert count_broken() == 0

        write(target, "<p>Geen kop.</p>")

        assert get_state("/doel/#wie-wij-zijn") == State.ANCHOR

    def test_makes_a_page_look_once_for_all_its_places(self, home, target, monkeypatch):
        """A table of contents must not cost as many pages as it has lines."""
        looked, real = [], StandardPage.make_preview_request

        def look(page):
            looked.append(page.pk)
            return real(page)

        monkeypatch.setattr(StandardPage, "make_preview_request", look)
        links = "".join(f'<a href="/doel/#deel-{number}">x</a> ' for number in range(5))
        publish(make_page(home, ("text", f"<p>{links}</p>")))

        assert looked == [target.pk]
        assert Address.objects.filter(state=State.ANCHOR).count() == 5

    def test_is_wrong_in_another_language(self, index):
        """One that was chosen leads all visitors to their own language; one written does not."""
        target = NewsPageFactory(parent=index, title="Tafel")
        translate(target)
        html = f'<p><a href="/nieuws/tafel/">x</a> <a linktype="page" id="{target.pk}">y</a></p>'
        page = NewsPageFactory(parent=index, title="Stoel", body=[("text", html)])
        translate(page)
        publish(page)

        english = Address.objects.filter(language="en").values_list("url", "state")
        assert list_goals(get_english(page))
        assert ("/nieuws/tafel/", State.LANGUAGE) in english
        states = set(Address.objects.filter(language="nl").values_list("state", flat=True))
        assert states == {State.WORKS}


@pytest.mark.django_db
class TestSite:
    def test_is_read_at_night_a_part_at_a_time(self, home, run_background_tasks, monkeypatch):
        monkeypatch.setattr("linkcheck.tasks.PART", 2)
        for number in range(5):
            html = f'<p><a href="https://{number}.example/">x</a></p>'
            make_page(home, ("text", html), title=f"Pagina {number}")
        PartnerFactory(website=ELSEWHERE)
        Address.objects.all().delete()

        read_all()
        run_background_tasks()

        assert Address.objects.count() == 6
