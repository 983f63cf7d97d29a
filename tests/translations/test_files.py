"""Files for translation programs: they go out, and what comes back is taken over or named."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree
from pytest_django.asserts import assertContains
from translate.storage.xliff2 import Xliff2File
from wagtail_localize.models import StringTranslation, Translation

from news.models import NewsIndexPage
from tests.factories import NewsPageFactory
from tests.translations.steps import (
    BOARD,
    change,
    get_dutch,
    get_english,
    make_short,
    translate,
    write,
)
from translations.files.po import read_po
from translations.files.xliff import read_xliff
from translations.passages import read_passages, translate_passages
from translations.progress import count_behind

SUMMARY = "Pannen & <potten>\nvoor één."
LINK = '<a href="https://a.example/?x=1&amp;y=2">hier</a>'
RICH = f"<p>Wij <b>gaan <i>samen</i></b> &amp; zien {LINK}.<br/>Één “tafel” &lt;3 🍲</p>"
ENGLISH = 'We <b>all <i>go</i></b> &amp; look <a id="a1">here</a>.<br/>One “table” &lt;3 🍲'


@pytest.fixture(scope="module")
def kept_files(kept_index, keep):
    """The keys of two Translations, of a short page and of a rich one; both stay for all tests."""
    with keep():
        short = make_short(kept_index, title="Markt", summary=SUMMARY)
        index = NewsIndexPage.objects.get(pk=kept_index)
        rich = NewsPageFactory(parent=index, title="Tafel", body=[("text", RICH)])
        yield (
            translate(short, "summary", publish=False).pk,
            translate(rich, "", publish=False).pk,
        )


@pytest.fixture
def translation(index, kept_files):
    """The Translation of the short page, of which only the title is translated."""
    return Translation.objects.get(pk=kept_files[0])


@pytest.fixture
def short(translation):
    """A Dutch news item, of which the summary has signs that markup has too."""
    return get_dutch("Markt")


@pytest.fixture
def rich(index, kept_files):
    """The Translation of a page with markup in its text; nothing is translated."""
    return Translation.objects.get(pk=kept_files[1])


def get_url(translation, kind):
    return f"{BOARD}{translation.pk}/file/{kind}/"


def send(admin, translation, content):
    """Upload a file (bytes or str); return the answer."""
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("vertaling", content)
    return admin.post(get_url(translation, "upload"), {"file": file}, follow=True)


def get_text(translation, path):
    """Return the first Passage of a part of the page."""
    return next(each for each in read_passages(translation) if each.path.startswith(path))


class Po:
    """A PO file that a translator has open."""

    def __init__(self, content):
        self.po = polib.pofile(content.decode())

    def fill(self, source, text, is_finished=True):
        entry = self.po.find(source)
        entry.msgstr = text
        entry.flags = [] if is_finished else ["fuzzy"]

    def without_moment(self):
        del self.po.metadata["X-Downloaded-At"]
        return self

    def save(self):
        return str(self.po)


class Xliff:
    """An XLIFF file that a translator has open."""

    def __init__(self, content):
        self.store = Xliff2File.parsestring(content)

    def fill(self, source, text, is_finished=True):
        unit = next(each for each in self.store.units if each.source == source)
        unit.target = text
        unit.xmlelement.set("state", "final" if is_finished else "initial")

    def without_moment(self):
        notes = self.store.body[0]
        self.store.body.remove(notes)
        return self

    def save(self):
        return bytes(self.store)


XML = "http://www.w3.org/XML/1998/namespace"
KINDS = [("po", Po), ("xliff", Xliff)]


@pytest.mark.parametrize(("kind", "program"), KINDS)
class TestAFile:
    def test_comes_back_with_translations(self, admin, short, translation, kind, program):
        file = program(admin.get(get_url(translation, kind)).content)
        file.fill(SUMMARY, "Pans & <pots>\nfor one.")

        response = send(admin, translation, file.save())

        assertContains(response, "1 tekst uit het bestand is overgenomen")
        assert count_behind(translation) == 0
        draft = get_english(short).get_latest_revision_as_object()
        assert draft.summary == "Pans & <pots>\nfor one."

    def test_that_nobody_changed_changes_nothing(self, admin, rich, translation, kind, program):
        for each in [rich, translation]:
            before = list(StringTranslation.objects.order_by("pk").values())

            response = send(admin, each, admin.get(get_url(each, kind)).content)

            assertContains(response, "0 teksten uit het bestand zijn overgenomen")
            assert list(StringTranslation.objects.order_by("pk").values()) == before

    def test_leaves_what_is_unfinished_and_names_it(self, admin, translation, kind, program):
        file = program(admin.get(get_url(translation, kind)).content)
        file.fill(SUMMARY, "Pans?", is_finished=False)

        response = send(admin, translation, file.save())

        assertContains(response, "is dit nog niet klaar")
        assertContains(response, "Samenvatting")
        assert count_behind(translation) == 1

    def test_never_replaces_newer_work(self, admin, translation, kind, program):
        file = program(admin.get(get_url(translation, kind)).content)
        write(translation, "summary", "Newer pans.")
        file.fill(SUMMARY, "Older pans.")

        response = send(admin, translation, file.save())

        assertContains(response, "nadat het bestand was gedownload")
        assertContains(response, "Older pans.")
        assert get_text(translation, "summary").text == "Newer pans."

    def test_without_its_moment_replaces_nothing(self, admin, translation, kind, program):
        file = program(admin.get(get_url(translation, kind)).content).without_moment()
        file.fill("Markt", "Fair")
        file.fill(SUMMARY, "Pans.")

        send(admin, translation, file.save())

        assert get_text(translation, "title").text == "EN Markt"
        assert get_text(translation, "summary").text == "Pans."

    def test_replaces_what_was_translated_before(self, admin, translation, kind, program):
        file = program(admin.get(get_url(translation, kind)).content)
        file.fill("Markt", "Fair")

        send(admin, translation, file.save())

        assert get_text(translation, "title").text == "Fair"

    def test_names_a_text_that_is_too_long(self, admin, translation, kind, program):
        file = program(admin.get(get_url(translation, kind)).content)
        file.fill("Markt", "M" * 256)
        file.fill(SUMMARY, "Pans.")

        response = send(admin, translation, file.save())

        assertContains(response, "1 tekst is overgenomen")
        assertContains(response, "256 tekens")
        assert get_text(translation, "title").text == "EN Markt"

    def test_keeps_words_for_dutch_that_changed(self, admin, short, translation, kind, program):
        file = program(admin.get(get_url(translation, kind)).content)
        file.fill(SUMMARY, "Pans & <pots>\nfor one.")
        change(short, summary="Deksels & <potten>\nvoor één.")

        response = send(admin, translation, file.save())

        assertContains(response, "Dit Nederlands is er niet meer")
        passage = get_text(translation, "summary")
        assert passage.is_changed
        assert passage.shown_text == "Pans & <pots>\nfor one."

    def test_marks_older_words_as_unfinished(self, admin, short, translation, kind, program):
        write(translation, "summary", "Pans.")
        change(short, summary="Deksels.")
        content = admin.get(get_url(translation, kind)).content

        file = program(content)
        response = send(admin, translation, file.save())
        assertContains(response, "0 teksten uit het bestand zijn overgenomen")
        assert count_behind(translation) == 1

        file.fill("Deksels.", "Pans.")
        send(admin, translation, file.save())
        assert count_behind(translation) == 0

    def test_of_another_page_is_refused(self, admin, rich, translation, kind, program):
        before = list(StringTranslation.objects.values())

        response = send(admin, translation, admin.get(get_url(rich, kind)).content)

        assertContains(response, "hoort bij een andere pagina of taal")
        assert list(StringTranslation.objects.values()) == before


DAMAGED = [b"", b"\0\xff", b"msgid", b'msgid ""\nmsgstr ""\n"X: y\\n"', b"/etc/passwd"]
DAMAGED += [b"<", b"<a/>", b'<xliff version="1.2"/>', b"<?xml version='1.0'?>"]
DAMAGED += [b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>']


class TestReading:
    def test_something_else_changes_nothing(self, admin, translation):
        before = list(StringTranslation.objects.values())

        for content in DAMAGED:
            response = send(admin, translation, content)

            assert response.status_code == 200, content
            levels = [message.level_tag for message in response.context["messages"]]
            assert levels == ["error"], content
            assert list(StringTranslation.objects.values()) == before, content

    def test_is_of_two_kinds(self, admin, translation):
        assert admin.get(get_url(translation, "tmx")).status_code == 404


class TestMarkup:
    FAULTS = [
        ("We <script>go</script>", "<script> kan hier niet staan."),
        ("We <b>go", "Na <b> ontbreekt </b>."),
        ("We go</b>", "</b> sluit iets af dat niet is begonnen."),
        ('We <a id="a9">go</a>', 'Het Nederlands heeft geen link <a id="a9">.'),
        ("We go", "Een link uit de Nederlandse tekst ontbreekt hier: hier."),
    ]

    def test_that_does_not_fit_is_named(self, admin, rich):
        file = Po(admin.get(get_url(rich, "po")).content)
        source = get_text(rich, "body").source_text

        for text, fault in self.FAULTS:
            file.fill(source, text)
            response = send(admin, rich, file.save())

            assert fault in response.context["result"].refusals[0].reason
            assertContains(response, "Inhoud", msg_prefix=text)
            assert get_text(rich, "body").text == "", text


class TestXliff:
    def test_brings_rich_text_there_and_back(self, admin, rich):
        passage = get_text(rich, "body")
        translate_passages([passage], {passage.key: ENGLISH}, rich.target_locale)

        content = admin.get(get_url(rich, "xliff")).content

        texts = {each.path: each for each in read_xliff(content).texts}
        text = texts[passage.path]
        assert (text.source, text.text) == (passage.source_text, ENGLISH)
        assert text.is_finished

    def test_has_placeholders_in_the_place_of_markup(self, admin, rich):
        passage = get_text(rich, "body")
        translate_passages([passage], {passage.key: ENGLISH}, rich.target_locale)
        root = etree.fromstring(admin.get(get_url(rich, "xliff")).content)
        ns = {"x": Xliff2File.namespace}

        (unit,) = root.xpath("//x:unit[starts-with(@name, 'body')]", namespaces=ns)
        source, target = (unit.find(f".//x:{tag}", ns) for tag in ["source", "target"])

        assert "".join(source.itertext()).startswith("Wij gaan samen & zien hier.")
        ids = [
            sorted(code.get("id") for code in each.iterfind(".//x:*[@id]", ns))
            for each in [source, target]
        ]
        assert ids[0] == ids[1]
        assert len(ids[0]) == 4

    def test_has_what_the_standard_allows_in_its_order(self, admin, rich):
        root = etree.fromstring(admin.get(get_url(rich, "xliff")).content)
        ns = {"x": Xliff2File.namespace}

        assert [etree.QName(each).localname for each in root[0]][:2] == ["notes", "unit"]
        for unit in root.iterfind(".//x:unit", ns):
            assert [etree.QName(each).localname for each in unit] == ["notes", "segment"]
            assert set(unit.attrib) <= {"id", "name", "type", etree.QName(XML, "space").text}
            assert set(unit.find("x:segment", ns).attrib) == {"state"}

    def test_names_its_states(self, admin, translation):
        texts = read_xliff(admin.get(get_url(translation, "xliff")).content).texts

        assert [each.is_finished for each in texts] == [True, False]

    def test_takes_what_is_translated_or_better(self, admin, translation):
        for state in ["initial", "translated", "reviewed", "final"]:
            file = Xliff(admin.get(get_url(translation, "xliff")).content)
            file.fill(SUMMARY, f"Pans {state}.")
            for unit in file.store.units:
                unit.xmlelement.set("state", state)
            send(admin, translation, file.save())

            taken = "" if state == "initial" else f"Pans {state}."
            assert get_text(translation, "summary").text == taken

    def test_reads_a_unit_that_a_program_cut_in_two(self, admin, rich):
        content = admin.get(get_url(rich, "xliff")).content.decode()
        parts = [
            "<source>Ta</source><target>Ta</target></segment>",
            '<segment state="final"><source>fel</source><target>ble</target>',
        ]
        content = content.replace("<source>Tafel</source>", "".join(parts))
        content = content.replace('state="initial"', 'state="final"')

        send(admin, rich, content)

        assert get_text(rich, "title").text == "Table"

    def test_refuses_a_code_that_stands_for_nothing(self, admin, rich):
        file = Xliff(admin.get(get_url(rich, "xliff")).content)
        unit = next(each for each in file.store.units if each.source.startswith("Wij"))
        unit.target = "We go"
        etree.SubElement(unit.target_dom, f"{{{Xliff2File.namespace}}}ph", id="zzz")
        unit.xmlelement.set("state", "final")

        response = send(admin, rich, file.save())

        assertContains(response, "&lt;ph/&gt; kan hier niet staan.")


class TestPo:
    def test_says_what_was_there_before(self, admin, short, translation):
        write(translation, "summary", "Pans.")
        change(short, summary="Deksels.")

        entry = polib.pofile(admin.get(get_url(translation, "po")).content.decode()).find(
            "Deksels."
        )

        assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Pans.", True, SUMMARY)

    def test_is_read_as_it_was_written(self, admin, translation):
        contents = read_po(admin.get(get_url(translation, "po")).content)

        assert [each.source for each in contents.texts] == ["Markt", SUMMARY]
        assert contents.downloaded_at is not None
