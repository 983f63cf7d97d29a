"""An English page never shows Dutch as if it were English."""

import feedparser
import pytest
from lxml import html
from wagtail.fields import StreamField
from wagtail.models import Site, get_page_models
from wagtail_localize.fields import get_translatable_fields

from contact.models import ContactPage, RoutePage
from home.models import HomePage
from news.models import NewsPage
from pages.models import (
    AccessibilityStatementPage,
    BasePage,
    ContactSettings,
    StandardPage,
)
from teams.models import WorkTeamIndexPage, WorkTeamPage
from tests.factories import (
    AccessibilityStatementPageFactory,
    AgendaIndexPageFactory,
    ContactPageFactory,
    IssuePageFactory,
    LibraryImageFactory,
    MeetingPageFactory,
    MilestoneFactory,
    NewsIndexPageFactory,
    NewsletterPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    PartnerIndexPageFactory,
    PublicationIndexPageFactory,
    PublicationPageFactory,
    RoleFactory,
    RoutePageFactory,
    StandardPageFactory,
    TeamMemberFactory,
    TeamSizeFactory,
    TeamThemeFactory,
    ThemeFactory,
    ThemeIndexPageFactory,
    ThemePageFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    translate,
)

DUTCH = "Nederlandse woorden"
# A block for every stream there is, with Dutch in it.
BLOCKS = {
    "body": ("text", f"<p>{DUTCH}</p>"),
    "buttons": ("button", {"text": DUTCH, "page": None, "url": "https://example.org/"}),
    "deviations": (
        "deviation",
        {
            **dict.fromkeys(["criterion", "description", "cause", "effect", "measure"], DUTCH),
            "date": "2027-03-01",
        },
    ),
    "directions": ("directions", {"means": "metro", "duration": DUTCH, "steps": [DUTCH]}),
    "indoor_steps": ("step", DUTCH),
    "items": ("text", {"title": DUTCH, "text": DUTCH, "without_translation": "note"}),
    "report": ("text", f"<p>{DUTCH}</p>"),
    "route_planners": ("planner", {"name": DUTCH, "url": "https://example.org/"}),
}
# What no translation is published without.
NEVER_DUTCH = {"title", "slug", "heading"}


@pytest.fixture(scope="module")
def kept_tree(keep):
    """The keys of a Dutch page of each type, by type; they stay for this module."""
    with keep():
        home = get_home()
        Site.objects.update(site_name="Werkplaats")
        ContactSettings.objects.create(site=Site.objects.get(), email="info@example.org")
        contact = ContactPageFactory(parent=home)
        index, teams = NewsIndexPageFactory(parent=home), WorkTeamIndexPageFactory(parent=home)
        agenda = AgendaIndexPageFactory(parent=home)
        publications = PublicationIndexPageFactory(parent=home)
        themes = ThemeIndexPageFactory(parent=home)
        newsletter = NewsletterPageFactory(parent=home)
        picture = LibraryImageFactory(description="", only_decorates=True)
        pages = [
            home,
            contact,
            RoutePageFactory(parent=contact, map_image=picture, map_description="Een kaart."),
            index,
            NewsPageFactory(parent=index),
            agenda,
            MeetingPageFactory(parent=agenda),
            publications,
            PublicationPageFactory(parent=publications),
            themes,
            ThemePageFactory(parent=themes),
            newsletter,
            IssuePageFactory(parent=newsletter, items=[BLOCKS["items"]]),
            teams,
            WorkTeamPageFactory(parent=teams),
            PartnerIndexPageFactory(parent=home),
            StandardPageFactory(parent=home),
            AccessibilityStatementPageFactory(parent=home),
        ]
        yield {type(page): page.pk for page in pages}


@pytest.fixture
def tree(kept_tree, db):
    """One Dutch page of each type, by type."""
    return read_pages(kept_tree)


@pytest.fixture
def home(tree):
    return tree[HomePage]


@pytest.fixture(scope="class")
def kept_english(kept_tree, keep):
    """The keys of the English page of each type, by type; they stay for a class of tests."""
    with keep():
        pages = [translate(page, **make_dutch(page)) for page in read_pages(kept_tree).values()]
        yield {type(page): page.pk for page in pages}


@pytest.fixture
def english(kept_english, tree):
    """The English page of each type, in which all that can be untranslated is."""
    return read_pages(kept_english)


def read_pages(keys):
    """Return the pages with these keys (both by type)."""
    return {model: model.objects.get(pk=key) for model, key in keys.items()}


def make_dutch(page):
    """Return the fields of a translation that is English in its title only."""
    fields = {"title": f"English {page._meta.verbose_name_raw}", "untranslated": []}
    for name in get_text_fields(page):
        if isinstance(page._meta.get_field(name), StreamField):
            fields[name] = [make_block(*BLOCKS[name], key="one")]
            fields["untranslated"].append(f"{name}.one")
        else:
            fields[name] = DUTCH
            fields["untranslated"].append(name)
    return fields


def make_block(kind, value, key):
    """Return a block of a stream as it is stored."""
    return {"type": kind, "value": value, "id": key}


def get_text_fields(page):
    """Return the names of all fields that a translator translates and may leave for later."""
    fields = [each for each in get_translatable_fields(type(page)) if each.is_translated(page)]
    own = {each.name for each in page._meta.get_fields() if not each.is_relation}
    return sorted({each.field_name for each in fields} & own - NEVER_DUTCH)


def get_document(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return html.fromstring(response.content)


def find_unmarked(document, words=DUTCH):
    """Return each text and attribute that has `words` in it and is not said to be Dutch."""
    found = document.xpath(f'//text()[contains(., "{words}")] | //@*[contains(., "{words}")]')
    return [
        (each.getparent().tag, str(each))
        for each in found
        if get_element(each).xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != "nl"
    ]


def get_element(text):
    """Return the element that a text or attribute is in."""
    return text.getparent().getparent() if text.is_tail else text.getparent()


def find_unlabelled(document, words=DUTCH):
    """Return each visible text with `words` in it that has no label in front of it."""
    return [
        str(text)
        for text in document.xpath(f'//main//text()[contains(., "{words}")]')
        if not get_element(text).xpath("ancestor-or-self::*[@aria-hidden]")
        if not get_element(text).xpath(
            'ancestor-or-self::*[@lang="nl"][1]'
            '/descendant-or-self::*[@class="language-label"]'
            '| ancestor-or-self::*[@lang="nl"][1]/preceding-sibling::*'
            '/descendant-or-self::*[@class="language-label"]'
        )
    ]


@pytest.mark.parametrize(
    "model", [each for each in get_page_models() if issubclass(each, BasePage)]
)
class TestEnglishPage:
    def test_marks_all_that_is_dutch_and_leaves_it_out_where_nothing_can(
        self, client, kept_english, db, model
    ):
        document = get_document(client, model.objects.get(pk=kept_english[model]))

        assert document.get("lang") == "en"
        assert DUTCH in document.text_content()
        assert find_unmarked(document) == []
        assert find_unlabelled(document) == []
        head = html.tostring(document.find("head"), encoding="unicode")
        assert DUTCH not in head
        assert "English" in head

    def test_shows_the_same_text_unmarked_once_it_is_english(self, client, kept_english, db, model):
        page = model.objects.get(pk=kept_english[model])
        page.untranslated = []
        page.save()

        document = get_document(client, page)

        own = [tag for tag, text in find_unmarked(document) if tag not in {"script", "meta"}]
        assert own != []


class TestUntranslatedBlock:
    def test_is_dutch_as_a_whole(self, client, tree, english_home):
        """Dates and interface words too, so that nothing in it is English under lang="nl"."""
        person = {"name": "Het secretariaat", "telephone": "010 000 0000", "consent": True}
        page = translate(
            tree[StandardPage],
            title="About us",
            body=[make_block("contact_person", {"title": DUTCH, "people": [person]}, "one")],
            untranslated=["body.one"],
        )

        (block,) = get_document(client, page).xpath('//*[contains(@class, "untranslated")]')

        assert block.get("lang") == "nl"
        assert "Telefoon: 010 000 0000" in " ".join(block.text_content().split())
        (label,) = block.xpath('./*[@class="language-label"]')
        assert label.get("lang") == "en"
        assert label.text_content() == "In Dutch"

    def test_leaves_the_blocks_beside_it_alone(self, client, tree, english_home):
        page = translate(
            tree[StandardPage],
            title="About us",
            body=[
                make_block("text", "<p>English</p>", "one"),
                make_block("text", f"<p>{DUTCH}</p>", "two"),
            ],
            untranslated=["body.two"],
        )

        first, second = get_document(client, page).xpath('//div[contains(@class, "block-text")]')

        assert first.get("lang") is None
        assert second.get("lang") == "nl"

    def test_is_not_framed_on_a_dutch_page(self, client, tree):
        page = tree[StandardPage]
        page.body = [("text", f"<p>{DUTCH}</p>")]
        page.save()

        assert get_document(client, page).xpath('//*[contains(@class, "untranslated")]') == []


class TestTeamInParts:
    @pytest.fixture
    def team(self, tree, english_home):
        """An English team with Dutch parts, a Dutch theme and a Dutch role."""
        teams, team = tree[WorkTeamIndexPage], tree[WorkTeamPage]
        role = RoleFactory(plural=DUTCH, anonymous=DUTCH, name=DUTCH)
        TeamMemberFactory(team=team, role=role)
        TeamMemberFactory(team=team, role=role, organisation="Hogeschool")
        TeamThemeFactory(team=team, theme=ThemeFactory(name=DUTCH), reason=DUTCH)
        MilestoneFactory(team=team, title=DUTCH, text=DUTCH)
        TeamSizeFactory(team=team, note=DUTCH)
        call = OpenCallFactory(team=team, title=DUTCH, text=DUTCH, how_to_respond=DUTCH)
        call.roles.set([role])
        call.save()
        team.save_revision().publish()
        translate(teams, title="Work teams")
        parts = ["team_themes", "milestones", "sizes", "open_calls"]
        keys = [f"{name}.{getattr(team, name).get().translation_key}" for name in parts]
        return translate(team, title="Interplay", untranslated=keys)

    def test_marks_each_part(self, client, team):
        document = get_document(client, team)

        assert document.text_content().count(DUTCH) >= 12
        assert find_unmarked(document) == []
        assert find_unlabelled(document) == []

    def test_marks_its_call_on_the_home_page_and_its_theme_in_the_filters(
        self, client, team, english_home
    ):
        other = WorkTeamPageFactory(
            parent=team.get_parent(), number=3, title="Another", locale=team.locale
        )
        TeamThemeFactory(team=other, theme=ThemeFactory(name="Housing", locale=team.locale))

        for page in [english_home, team.get_parent()]:
            document = get_document(client, page)

            assert DUTCH in document.text_content()
            assert find_unmarked(document) == []

    def test_leads_to_its_call_by_an_english_address(self, client, team):
        document = get_document(client, team)

        assert document.xpath('//*[starts-with(@id, "call-")]')
        assert document.xpath('//*[starts-with(@id, "oproep-")]') == []


class TestListsOnAnEnglishSite:
    def test_mark_the_summary_of_a_card(self, client, english):
        document = get_document(client, english[HomePage])

        summaries = document.xpath(f'//article//p[contains(., "{DUTCH}")]')
        titles = [each.xpath("string(ancestor::article//h3)") for each in summaries]

        assert titles == ["English meeting", "English news item", "English work team"]
        assert {each.get("lang") for each in summaries} == {"nl"}

    def test_are_english_only(self, client, tree, english):
        document = get_document(client, english[HomePage])

        links = document.xpath("//a[not(@hreflang)]/@href")
        ours = {link for link in links if link.startswith("/")}
        assert ours
        assert {link for link in ours if not link.startswith("/en/")} == set()

    @pytest.mark.parametrize("kind", ["rss", "atom"])
    def test_leave_dutch_out_of_the_feed(self, client, tree, english, kind):
        index = next(page for page in english.values() if page.title == "English news page")

        response = client.get(f"{index.url}feed/{kind}/", headers={"host": "localhost"})
        feed = feedparser.parse(response.content)

        assert DUTCH not in response.content.decode()
        assert feed.feed.title == "News from Werkplaats"
        assert feed.feed.language == "en"
        (entry,) = feed.entries
        assert entry.title == "English news item"
        assert entry.link.startswith("http://localhost/en/")


class TestFiguresOnAnEnglishSite:
    def test_are_written_as_the_reader_does(self, client, tree, english):
        table = {
            "caption": "Tafels",
            "columns": [
                {"type": "text", "heading": "Wijk"},
                {"type": "number", "heading": "Meter"},
            ],
            "rows": [{"values": ["Charlois", "12.5"]}, {"values": ["Feijenoord", None]}],
        }
        shown = {}
        for site in [tree, english]:
            page = site[NewsPage]
            page.body = [make_block("table", table, "one")]
            page.untranslated = []
            page.save()
            shown[page.locale.language_code] = (
                get_document(client, page).find(".//main").text_content()
            )

        assert "13 mei 2018" in shown["nl"]
        assert "12,5" in shown["nl"]
        assert "13 May 2018" in shown["en"]
        assert "12.5" in shown["en"]
        assert "None" not in shown["en"]

    def test_of_contact_are_for_who_calls_from_abroad(self, client, tree, english):
        ContactSettings.objects.update(
            room="MP.L03.105",
            street="Museumpark 40",
            telephone="010 794 5676",
        )

        for model in [ContactPage, RoutePage, AccessibilityStatementPage]:
            text = get_document(client, english[model]).find("body").text_content()
            assert "Room MP.L03.105" in text
            assert "+31\xa010\xa0794\xa05676" in text
            assert "\xa0010" not in text
        assert "010\xa0794\xa05676" in get_document(client, tree[ContactPage]).text_content()
