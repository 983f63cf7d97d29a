"""The demonstration content: that it builds, and that it is whole."""

import json
import re
from html import unescape as html_unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import F
from lxml import html
from wagtail.fields import StreamField
from wagtail.models import Locale, Orderable, Page, Site, get_page_models
from wagtail_localize.models import String, StringTranslation

from contact.models import ContactPage, RoutePage
from demo import FOLDER, read_texts
from demo import site as demo_site
from home.models import HomePage
from library.models import Document, Image, PeopleShown
from news.models import NewsPage
from pages.models import ContactSettings, StandardPage
from partners.models import Partner
from teams.models import OpenCall, TeamMember, Theme, WorkTeamPage
from tests.databases import keep_files_in
from translations.models import Progress
from translations.states import State

# What is in the language of a publication, in the words of schema.org; its abstract is of the page.
OF_THE_PUBLICATION = ["name", "headline", "author", "isPartOf", "publisher"]
PARTS = ["members", "sizes", "team_themes", "milestones", "open_calls"]


def get_stream_fields(model):
    return [field for field in model._meta.get_fields() if isinstance(field, StreamField)]


def is_part_of_standard(stream_block):
    """Return whether a standard page allows all blocks of this one."""
    standard = StandardPage._meta.get_field("body").stream_block
    return stream_block.child_blocks.keys() <= standard.child_blocks.keys()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
class TestDemo:
    def test_makes_pages_that_each_show_their_own_heading(self, rendered):
        answers = {answer.name: answer for answer in rendered if answer.status == 200}

        for page in Page.objects.live().filter(depth__gt=1).specific():
            headings = html.fromstring(answers[page.url].html).xpath("//h1")
            expected = page.heading if isinstance(page, HomePage) else page.title
            assert [heading.text_content().strip() for heading in headings] == [expected], page.url

    def test_makes_no_drafts_but_those_that_show_a_state_of_the_board(self):
        pages = Page.objects.filter(depth__gt=1)

        assert pages.live().count() > 30
        assert set(pages.not_live().values_list("slug", flat=True)) == {
            "drie-themas-tegelijk",
            "een-middag-om-kennis-te-maken",
            "ruimte-om-zelf-te-kiezen",
            "samen-terugkijken",
        }
        assert not pages.live().filter(has_unpublished_changes=True).exists()

    def test_makes_every_type_of_page(self):
        made = {type(page) for page in Page.objects.filter(depth__gt=1).specific()}

        assert made == set(get_page_models()) - {Page}

    @pytest.mark.parametrize(
        ("model", "field"),
        [
            (model, field)
            for model in get_page_models()
            if model is not Page
            for field in get_stream_fields(model)
            # Others allow a part of what a standard page allows.
            if model is StandardPage or not is_part_of_standard(field.stream_block)
        ],
        ids=lambda value: getattr(value, "__name__", getattr(value, "name", None)),
    )
    def test_uses_every_block(self, model, field):
        used = {
            block.block_type for page in model.objects.all() for block in getattr(page, field.name)
        }

        assert used == set(field.stream_block.child_blocks)

    def test_has_a_second_page_of_news(self, client):
        response = client.get("/nieuws/?page=2")

        assert response.context["items"].number == 2
        assert len(response.context["items"]) > 0

    def test_shows_the_menu_in_its_order(self, client):
        document = html.fromstring(client.get("/").content)

        links = document.xpath("//header//ul[contains(@class, 'main-menu')]//a")

        assert [link.text_content().strip() for link in links] == [
            "Nieuws",
            "Agenda",
            "Werkteams",
            "Publicaties",
            "Partners",
            "Over ons",
            "Contact",
            "Zoeken",
            "Meedoen",
        ]

    def test_puts_contact_details_in_the_footer(self, client):
        footer = html.fromstring(client.get("/").content).xpath("//footer")[0].text_content()

        contact = ContactSettings.objects.get()

        assert contact.room == "MP.L03.105"
        for detail in [contact.street, contact.town, contact.email]:
            assert detail in footer

    def test_tells_how_work_team_2_grew(self):
        team = WorkTeamPage.objects.get(number=2, locale=Locale.get_default())

        assert [size.number for size in team.sizes.all()] == [3, 4, 7, 14, 7]

    def test_tells_honestly_how_the_themes_of_work_team_2_stand(self):
        team = WorkTeamPage.objects.get(number=2, locale=Locale.get_default())

        themes = team.team_themes.all()

        assert {str(theme.theme) for theme in themes} == {
            "Mantelzorgboete",
            "Huisuitzetting",
            "Radicalisering van jongeren",
        }
        assert len({theme.state for theme in themes}) == 3
        assert all("voorbeeld" in theme.reason for theme in themes)

    def test_names_nobody(self):
        assert TeamMember.objects.exists()
        assert not TeamMember.objects.exclude(name="").exists()
        assert not TeamMember.objects.filter(photo__isnull=False).exists()

    def test_opens_calls_that_are_open_today(self, client):
        calls = OpenCall.objects.open()

        assert calls.count() == OpenCall.objects.count() > 0
        homes = {"nl": client.get("/"), "en": client.get("/en/")}
        for call in calls:
            assert call.title in homes[call.locale.language_code].content.decode()

    def test_numbers_all_that_editors_put_in_order(self):
        ordered = [model for model in apps.get_models() if issubclass(model, Orderable)]

        unnumbered = {model for model in ordered if model.objects.filter(sort_order=None).exists()}

        assert len(ordered) > 5
        assert unnumbered == set()

    def test_passes_the_checks_of_the_models(self):
        made = [
            *Page.objects.filter(depth__gt=1).specific(),
            *(part for team in WorkTeamPage.objects.all() for part in get_parts(team)),
            *ContactSettings.objects.all(),
            *Image.objects.all(),
            *Document.objects.all(),
            *Partner.objects.all(),
            *Theme.objects.all(),
        ]

        for instance in made:
            instance.full_clean()

    def test_describes_every_picture_in_which_nobody_can_be_recognised(self):
        pictures = Image.objects.all()

        assert pictures.count() > 20
        assert not pictures.filter(description="").exists()
        assert not pictures.exclude(people_shown=PeopleShown.NOBODY).exists()

    def test_has_english_texts_with_every_picture_and_document(self):
        items = [*Image.objects.all(), *Document.objects.all()]

        assert {item: item.get_missing_translations("en") for item in items} == {
            item: [] for item in items
        }

    def test_stores_the_files_of_pictures_and_documents(self):
        sources = {path.name: path for path in FOLDER.rglob("*.*")}

        for item in [*Image.objects.all(), *Document.objects.all()]:
            assert item.file.storage.exists(item.file.name)
            assert item.file_size == sources[Path(item.file.name).name].stat().st_size
            assert item.file_hash

    def test_keeps_dutch_as_the_default(self):
        assert Locale.get_default().language_code == "nl"
        assert {locale.language_code for locale in Locale.objects.all()} == {"nl", "en"}

    def test_leaves_one_site_with_only_its_home_pages_at_the_top(self, settings):
        site = Site.objects.get()

        assert site.is_default_site
        assert site.root_url == settings.WAGTAILADMIN_BASE_URL
        assert set(Page.objects.filter(depth=2)) == {
            site.root_page,
            site.root_page.get_translation(Locale.objects.get(language_code="en")),
        }

    def test_shows_every_state_that_a_translation_can_have(self):
        assert {row.state for row in Progress.objects.all()} == set(State)

    def test_has_an_english_page_with_a_gap_that_is_marked(self, rendered):
        page = NewsPage.objects.get(slug="who-is-in-a-work-team")
        (answer,) = [answer for answer in rendered if answer.name == page.url]

        (block,) = html.fromstring(answer.html).xpath("//*[@lang='nl'][contains(@class, 'untr')]")
        assert len(page.untranslated) == 1
        assert "Voorbeeldbericht" in block.text_content()

    def test_has_an_english_page_whose_dutch_is_gone(self):
        page = NewsPage.objects.get(slug="an-afternoon-to-get-acquainted")
        dutch = page.get_translation(Locale.get_default())

        assert (page.live, dutch.live) == (True, False)

    def test_has_english_pages_with_links_and_a_picture_of_their_own(self):
        english = Locale.objects.get(language_code="en")
        route = RoutePage.objects.get(locale=english)
        contact = ContactPage.objects.get(locale=english)

        planners = [block.value["url"] for block in route.route_planners]
        assert planners[:2] == ["https://9292.nl/en", "https://www.ns.nl/en"]
        dutch = contact.get_translation(Locale.get_default())
        assert contact.lead_image != dutch.lead_image
        assert contact.lead_image.file.name.startswith("original_images/ontmoeting")

    def test_mixes_no_dutch_into_english(self, rendered):
        """Every passage of the Dutch site is looked for in all that the English one says."""
        english = Locale.objects.get(language_code="en")
        same = StringTranslation.objects.filter(data=F("translation_of__data"))
        passages = String.objects.filter(locale=Locale.get_default()).exclude(
            pk__in=same.values("translation_of")
        )
        # A single word may well be the same in both languages, or part of another.
        dutch = {words for each in passages if " " in (words := get_words(each.data))}

        answers = {answer.name: answer for answer in rendered}
        mixed = {}
        for page in Page.objects.live().filter(locale=english):
            said = get_unmarked_text(html.fromstring(answers[page.url].html))
            if found := {words for words in dutch if words in said}:
                mixed[page.url] = found

        assert len(dutch) > 400
        assert mixed == {}

    def test_says_in_one_line_what_it_made(self, demo):
        pages = Page.objects.filter(depth__gt=1, locale=Locale.get_default()).count()
        pictures = Image.objects.count()

        assert demo.startswith(f"Made {pages - 1} pages, {pages - 6} of them in English too")
        assert f" {pictures} pictures, 4 documents and 400 subscribers.\n" in demo
        assert demo.count("\n") == 1

    def test_refuses_over_existing_content_and_changes_nothing(self):
        before = count_rows()

        with pytest.raises(CommandError, match="There is a home page already"):
            call_command("demo")

        assert count_rows() == before


@pytest.mark.django_db
@pytest.mark.usefixtures("no_site")
class TestDemoThatFails:
    def test_leaves_no_rows_and_no_files(self, tmp_path, monkeypatch):
        monkeypatch.setattr(demo_site, "read_texts", read_texts_with_a_fault)
        before = count_rows()

        with keep_files_in(tmp_path), pytest.raises(LookupError, match="zolder"):
            call_command("demo")

        assert count_rows() == before
        assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == []


def read_texts_with_a_fault(name):
    """Return texts of which the first page names no picture, when the files are stored."""
    texts = read_texts(name)
    if name == "pages":
        texts["page"][0]["lead_image"] = "picture:zolder"
    return texts


def get_unmarked_text(root):
    """Return what a page says, alternative texts too, without what is marked as Dutch."""
    drop_dutch_for_programs(root)
    texts = root.xpath("//text()[not(ancestor::*[@lang='nl'])]")
    named = root.xpath("//*[not(ancestor-or-self::*[@lang='nl'])]/@*[name()!='href']")
    return " | ".join([get_words("".join(texts)), *map(get_words, named)])


def drop_dutch_for_programs(root):
    """Take out of a page what programs read of a Dutch publication, and are told is Dutch."""
    if root.xpath("//meta[@name='citation_language'][@content='nl']"):
        for tag in root.xpath("//meta[starts-with(@name, 'citation_')]"):
            tag.drop_tree()
    for script in root.xpath("//script[@type='application/ld+json']"):
        data = json.loads(script.text)
        for thing in data["@graph"]:
            if thing.get("inLanguage") == "nl":
                for name in OF_THE_PUBLICATION:
                    thing.pop(name, None)
        script.text = json.dumps(data, ensure_ascii=False)


def get_words(markup):
    """Return the words of a passage in one line, without markup."""
    text = re.sub(r"<[^>]+>", "", markup.replace("<br/>", " "))
    return " ".join(html_unescape(text).split())


def get_parts(team):
    return [part for name in PARTS for part in getattr(team, name).all()]


def count_rows():
    """Return how many rows each table of ours and of Wagtail's pages has."""
    models = [*apps.get_models(), Page]
    return {model._meta.label: model._base_manager.count() for model in models}
