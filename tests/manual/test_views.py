"""The manual in the admin: its parts, its pictures, and its search."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from manual.parts import FOLDER, list_parts
from manual.search import find
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

PARTS = list_parts()


@pytest.fixture
def colleague(home):
    """A client of somebody who may enter the admin and nothing else."""
    user = User.objects.create_user("collega@example.org", PASSWORD)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


class TestManual:
    def test_is_in_the_help_menu_instead_of_guides_of_others(self, colleague):
        answer = colleague.get("/admin/manual/")

        assertContains(answer, '"url": "/admin/manual/"')
        assertNotContains(answer, "guide.wagtail.org")
        assertNotContains(answer, "releases/latest")

    def test_lists_every_section(self, colleague):
        document = html.document_fromstring(colleague.get("/admin/manual/").content)
        links = {link.get("href"): link.text_content() for link in document.xpath("//a")}

        for part in PARTS:
            for section in part.sections:
                assert links[f"{part.url}#{section.anchor}"] == section.title

    @pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
    def test_shows_a_part_with_a_place_for_each_section(self, colleague, part):
        answer = colleague.get(part.url)

        for section in part.sections:
            assertContains(answer, f'<h2 id="{section.anchor}">{section.title}</h2>', html=True)
        assertNotContains(answer, "**")

    @pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
    def test_has_every_picture_it_shows(self, colleague, part):
        document = html.document_fromstring(colleague.get(part.url).content)

        for picture in document.xpath("//*[@class='manual-text']//img"):
            assert colleague.get(picture.get("src"))["Content-Type"] == "image/png"
            assert picture.get("alt")

    def test_shows_no_picture_of_elsewhere(self, colleague):
        assert colleague.get(reverse("manual:picture", args=["home.png"])).status_code == 404

    def test_shows_every_picture_it_has(self):
        texts = "".join(path.read_text() for path in FOLDER.glob("*.md"))

        assert [path.name for path in FOLDER.glob("*.png") if path.name not in texts] == []

    def test_has_no_two_places_of_one_name(self):
        for part in PARTS:
            anchors = [section.anchor for section in part.sections]
            assert len(anchors) == len(set(anchors)), part.name

    def test_is_in_step_with_the_files(self):
        assert {part.name for part in PARTS} == {path.stem for path in FOLDER.glob("*.md")}

    def test_knows_no_other_part(self, colleague):
        assert colleague.get("/admin/manual/keuken/").status_code == 404


class TestSearch:
    @pytest.mark.parametrize(
        ("question", "title"),
        [
            ("bericht plaatsen", "Een nieuwsbericht plaatsen"),
            ("hoe publiceer ik", "Bewaren en publiceren"),
            # Another form of the word than the manual has.
            ("wachtwoorden kwijt", "Inloggen"),
        ],
    )
    def test_finds_the_section_that_people_mean_first(self, question, title):
        assert find(question)[0].section.title == title

    @pytest.mark.parametrize("question", ["", "   ", "de het een", "?!", "kookboek"])
    def test_finds_nothing_for_nothing(self, question):
        assert find(question) == []

    def test_marks_the_words_in_what_it_found(self, colleague):
        assertContains(
            colleague.get("/admin/manual/", {"q": "xliff"}), "<mark>XLIFF-bestand</mark>"
        )

    def test_says_so_when_it_finds_nothing(self, colleague):
        answer = colleague.get("/admin/manual/", {"q": "kookboek <b>"})

        assertContains(answer, "“kookboek &lt;b&gt;”")
        assertContains(answer, PARTS[0].title)
