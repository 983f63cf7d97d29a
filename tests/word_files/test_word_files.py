"""From the Word file that somebody chooses to the draft in the editor."""

import io
import zipfile
from datetime import timedelta

import mammoth
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse
from django.utils import timezone
from docx import Document
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Page

from advice.advising import advise
from bin.deleting import put_page_in_bin
from library.models import Image
from news.models import NewsPage
from pages.publishing import list_reasons
from tests.factories import NewsIndexPageFactory, StandardPageFactory, UserFactory
from tests.word_files.files import change, make_picture, make_word_file, save
from word_files.cleaning import delete_outdated_files
from word_files.forms import LARGEST_FILE
from word_files.models import SentFile
from word_files.reading import UnreadableError, read_word_file
from word_files.word_reader import MOST_PICTURES

CHANGED = (
    b'gaan </w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>nu </w:t></w:r></w:ins>'
    b'<w:del w:id="2" w:author="x"><w:r><w:delText>nooit </w:delText></w:r></w:del><w:r><w:t>'
)


@pytest.fixture
def parent(home):
    return StandardPageFactory(parent=home, title="Over ons")


def upload(client, parent, content, **data):
    """Make a draft of a file by both screens; return the answer after all redirects."""
    answer = choose(client, parent, content, **data)
    return client.post(answer.url, follow=True)


def make_draft(client, parent, content, **data):
    """Make a draft of a file by both screens, without a look at the editor; return it."""
    address = choose(client, parent, content, **data).url
    editor = resolve(client.post(address).url)
    return Page.objects.get(pk=editor.kwargs["page_id"]).specific


def send(client, parent, content, **data):
    """Choose a file on the first screen; return the answer after all redirects."""
    return choose(client, parent, content, follow=True, **data)


def choose(client, parent, content, name="verslag.docx", follow=False, **data):
    """Choose a file on the first screen; return its answer."""
    url = reverse("word_files:upload", args=[parent.pk])
    file = SimpleUploadedFile(name, content)
    return client.post(url, {"file": file, "kind": "pages.standardpage", **data}, follow=follow)


def get_draft(parent):
    return Page.objects.child_of(parent).get().specific


def read_blocks(page):
    return [(block.block_type, block.value) for block in page.body]


class TestDraft:
    def test_has_what_the_file_has_and_says_what_became_of_it(self, admin, parent):
        answer = upload(admin, parent, make_word_file())

        page = get_draft(parent)
        assertContains(answer, "Er staat in: 2 koppen, 1 opsomming, 1 tabel, 1 afbeelding")
        assertContains(answer, "1 afbeelding heeft nog geen beschrijving")
        assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (page.title, page.slug, page.live) == ("Samen aan tafel", "samen-aan-tafel", False)
        blocks = read_blocks(page)
        assert [kind for kind, _value in blocks] == [
            *["text", "heading", "text", "heading", "text", "table", "picture"]
        ]
        assert blocks[0][1].source == "<p>Bewoners &amp; professionals gaan <b>samen</b></p>"
        assert (blocks[1][1]["text"], blocks[1][1]["level"]) == ("Wat wij doen", "2")
        assert blocks[2][1].source == "<ul><li>luisteren</li><li>doen</li></ul>"
        assert blocks[3][1]["level"] == "3"
        assert [column["heading"] for column in blocks[5][1].columns] == ["Wanneer", "Leden"]
        assert [row["values"] for row in blocks[5][1].row_data] == [["Oktober", "14"]]

    def test_asks_what_is_missing_also_about_people(self, admin, parent):
        page = make_draft(admin, parent, make_word_file())

        assert any("afbeelding 1" in reason for reason in list_reasons(page))
        assert "fake_list" in [finding.check for finding in advise(page).findings]
        assert Image.objects.get().people_shown == ""

    def test_without_a_heading_is_called_by_its_file(self, admin, parent):
        content = make_word_file(headings=False)

        page = make_draft(admin, parent, content, name="Verslag maart.docx")

        assert page.title == "Verslag maart"

    def test_has_a_merged_table_as_paragraphs(self, admin, parent):
        answer = upload(admin, parent, make_word_file(merged=True))

        assert "table" not in dict(read_blocks(get_draft(parent)))
        assertContains(answer, "1 tabel of afbeelding kon niet mee")

    def test_has_accepted_changes_only_and_says_so(self, admin, parent):
        content = change(make_word_file(), b"professionals gaan ", b"professionals " + CHANGED)

        answer = upload(admin, parent, content)

        source = read_blocks(get_draft(parent))[0][1].source
        assert "gaan nu" in source
        assert "nooit" not in source
        assertContains(answer, "zijn wijzigingen bijgehouden")

    def test_can_be_news(self, admin, home):
        news = NewsIndexPageFactory(parent=home)

        page = make_draft(admin, news, make_word_file(), kind="news.newspage")

        assert isinstance(page, NewsPage)
        assert (page.get_parent().specific, page.title) == (news, "Samen aan tafel")

    def test_beside_one_of_the_same_name_gets_an_address_of_its_own(self, admin, parent):
        make_draft(admin, parent, make_word_file(picture=False))
        make_draft(admin, parent, make_word_file(picture=False))

        slugs = Page.objects.child_of(parent).values_list("slug", flat=True)
        assert sorted(slugs) == ["samen-aan-tafel", "samen-aan-tafel-2"]

    def test_has_the_title_of_a_file_that_has_one(self, admin, parent):
        file = Document()
        file.add_heading("Jaarverslag", 0)
        file.add_heading("Wat wij deden", 1)
        file.add_paragraph("Veel.")

        page = make_draft(admin, parent, save(file))

        assert page.title == "Jaarverslag"
        assert [kind for kind, _value in read_blocks(page)] == ["heading", "text"]

    def test_has_its_words_apart_and_whole(self, admin, parent):
        file = Document()
        file.add_heading("Samen", 1)
        file.add_heading("Ge", 2).add_run("zien").bold = True
        cell = file.add_table(rows=2, cols=1).cell(0, 0)
        cell.text = "Maandag"
        cell.add_paragraph("Dinsdag")

        page = make_draft(admin, parent, save(file))

        heading, table = [value for _kind, value in read_blocks(page)]
        assert heading["text"] == "Gezien"
        assert table.columns[0]["heading"] == "Maandag Dinsdag"


class TestPictures:
    def test_beyond_the_most_are_lost_and_not_shown_twice(self, admin, parent):
        file = Document()
        for _number in range(MOST_PICTURES + 2):
            file.add_picture(make_picture())

        answer = upload(admin, parent, save(file))

        pictures = [value["image"].pk for _kind, value in read_blocks(get_draft(parent))]
        assert len(pictures) == len(set(pictures)) == MOST_PICTURES
        assertContains(answer, "2 tabellen of afbeeldingen konden niet mee")

    def test_that_is_elsewhere_keeps_no_text_out(self, admin, parent):
        """Word links to a picture that was pasted from a website."""
        inside = b'Target="media/image1.png"'
        outside = b'Target="https://example.org/a.png" TargetMode="External"'
        content = change(make_word_file(), b"r:embed=", b"r:link=")

        answer = upload(admin, parent, change(content, inside, outside))

        assert get_draft(parent).title == "Samen aan tafel"
        assertContains(answer, "1 tabel of afbeelding kon niet mee")

    def test_in_a_table_stands_below_it(self, admin, parent):
        file = Document()
        table = file.add_table(rows=2, cols=1)
        table.cell(0, 0).text = "Kaart"
        table.cell(1, 0).paragraphs[0].add_run("Zuid").add_picture(make_picture())

        page = make_draft(admin, parent, save(file))

        assert [kind for kind, _value in read_blocks(page)] == ["table", "picture"]


class TestFile:
    def test_does_not_say_what_html_comes_of_it(self, admin, parent):
        """Mammoth takes a map from the file itself, of styles to any element."""
        file = Document()
        file.add_paragraph("alert(1)")
        target = io.BytesIO(save(file))
        mammoth.embed_style_map(target, "p => script:fresh")

        page = make_draft(admin, parent, target.getvalue())

        assert read_blocks(page)[0][1].source == "<p>alert(1)</p>"

    def test_that_is_no_word_file_is_refused(self, admin, parent):
        contents = {"empty": b"", "text": b"no zip", "half": b"PK\x03\x04half a zip"}

        statuses = {name: send(admin, parent, each).status_code for name, each in contents.items()}

        assert statuses == dict.fromkeys(contents, 200)
        assert not SentFile.objects.exists()
        assert not Page.objects.child_of(parent).exists()

    def test_that_unfolds_too_far_is_not_read(self):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * 61 * 1024 * 1024)

        with pytest.raises(UnreadableError):
            read_word_file(target.getvalue())

    def test_with_entities_within_entities_is_not_read(self):
        lines = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)]
        bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{"".join(lines)}]><x>&e11;</x>'
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("word/document.xml", bomb)

        with pytest.raises(UnreadableError):
            read_word_file(target.getvalue())


class TestCheck:
    def test_says_what_was_understood_before_anything_is_made(self, admin, parent):
        content = change(
            make_word_file(merged=True), b"professionals gaan ", b"professionals " + CHANGED
        )

        answer = send(admin, parent, content)

        for words in ["Samen aan tafel", "2 koppen", "1 opsomming", "1 afbeelding", "Wat wij doen"]:
            assertContains(answer, words)
        assertContains(answer, "Wanneer (Kleinere kop)")
        assertContains(answer, "1 tabel of afbeelding kon niet mee")
        assertContains(answer, "zijn wijzigingen bijgehouden")
        assertContains(answer, reverse("wagtailadmin_explore", args=[parent.pk]))
        assert not Page.objects.child_of(parent).exists()
        assert not Image.objects.exists()

    def test_is_there_still_for_who_comes_back(self, admin, parent):
        address = choose(admin, parent, make_word_file()).url

        assertContains(admin.get(address), "Samen aan tafel")

    def test_makes_one_draft_of_a_button_that_is_pressed_twice(self, admin, parent):
        address = choose(admin, parent, make_word_file()).url
        admin.post(address)

        assertContains(admin.post(address, follow=True), "Dit bestand is weg")
        assertContains(admin.get(address, follow=True), "Dit bestand is weg")

        assert Page.objects.child_of(parent).count() == 1
        assert not SentFile.objects.exists()

    def test_is_for_who_sent_the_file(self, admin, client, parent):
        address = choose(admin, parent, make_word_file()).url
        client.force_login(UserFactory())

        assertContains(client.get(address, follow=True), "Dit bestand is weg")
        client.post(address)

        assert not Page.objects.child_of(parent).exists()
        assert SentFile.objects.exists()

    def test_makes_nothing_below_a_page_in_the_bin(self, admin, parent):
        address = choose(admin, parent, make_word_file()).url
        put_page_in_bin(parent)

        admin.post(address)

        assert not Page.objects.child_of(parent).exists()

    def test_does_not_wait_longer_than_a_day(self, admin, parent):
        for _number in range(2):
            choose(admin, parent, make_word_file())
        old, new = SentFile.objects.order_by("pk")
        SentFile.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=1))

        delete_outdated_files()

        assert SentFile.objects.get() == new

    def test_is_cleaned_up_every_day(self, settings):
        job = "word_files.cleaning.delete_outdated_files"
        assert settings.PERIODIC_WORK[job] == timedelta(days=1)


class TestScreen:
    def test_is_offered_where_a_draft_may_come(self, admin, parent):
        url = reverse("word_files:upload", args=[parent.pk])

        assertContains(admin.get(reverse("wagtailadmin_explore", args=[parent.pk])), url)
        assertContains(admin.get(url), "Bekijk wat het wordt")

    def test_refuses_a_file_that_is_too_large(self, admin, parent):
        answer = send(admin, parent, b"x" * (LARGEST_FILE + 1))

        assertContains(answer, "Er past hoogstens 10 MB.")
        assert not SentFile.objects.exists()

    def test_is_not_for_who_may_not_add(self, client, parent, django_user_model):
        reader = django_user_model.objects.create_user("lezer@example.org", password="x" * 20)
        client.force_login(reader)

        answer = choose(client, parent, make_word_file())

        assert not SentFile.objects.exists()
        assertNotContains(answer, "Bekijk wat het wordt", status_code=answer.status_code)
        assert not Page.objects.child_of(parent).exists()

    def test_is_not_for_another_language(self, admin, english_home):
        assert choose(admin, english_home, make_word_file()).status_code in {302, 403}
        assert not SentFile.objects.exists()
        assert not Page.objects.child_of(english_home).exists()
