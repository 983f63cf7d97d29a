"""What a reader gets of each block, and what an editor gets to see of it first."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from lxml.html import fragment_fromstring
from pytest_django.asserts import assertContains, assertNotContains

from pages.blocks import (
    BodyBlock,
    ContactBodyBlock,
    DeviationBlock,
    DirectionsBlock,
    LinkBlock,
    NewsBodyBlock,
    PageBodyBlock,
    RoutePlannerBlock,
    SocialLinkBlock,
)
from tests.factories import FileFactory, LibraryImageFactory, StandardPageFactory

BLOCKS = {
    **PageBodyBlock().child_blocks,
    "deviation": DeviationBlock(),
    "directions": DirectionsBlock(),
    "planner": RoutePlannerBlock(),
    "social_link": SocialLinkBlock(),
}


def render(client, home, name, value):
    """Return the words and tags in the text of a page that holds one block, as one line."""
    page = StandardPageFactory(parent=home, title="Blok", body=[(name, value)])
    html = client.get(page.url).content.decode()
    text = html.split('<div class="reading__text prose flow">')[1]
    return " ".join(text.split('<div class="reading__ask">')[0].rpartition("</div>")[0].split())


@pytest.mark.parametrize("name", BLOCKS)
class TestEveryBlock:
    def test_tells_editors_what_it_is(self, name):
        block = BLOCKS[name]

        assert block.meta.label
        get_template(f"wagtailadmin/icons/{block.meta.icon}.svg")
        assert block.get_description()

    def test_has_one_template_named_after_its_class(self, name):
        block = BLOCKS[name]

        assert block.meta.template.startswith("blocks/")
        get_template(block.meta.template)

    def test_shows_a_preview_in_the_picker(self, admin, home, name):
        LibraryImageFactory()
        FileFactory()
        block = BLOCKS[name]

        html = block.render(block.get_preview_value())

        assert block.is_previewable
        assert len(html.split()) > 2

    def test_shows_a_preview_on_an_empty_site(self, db, name):
        block = BLOCKS[name]

        block.render(block.get_preview_value())


class TestPageTypesAllowOnlyWhatMakesSense:
    @pytest.mark.parametrize(
        ("stream", "absent"),
        [
            (BodyBlock, {"questions", "related_pages", "contact_person", "call_to_action"}),
            (NewsBodyBlock, {"questions", "related_pages"}),
            (ContactBodyBlock, {"quote", "picture", "video", "heading", "table"}),
        ],
    )
    def test_leaves_out(self, stream, absent):
        assert not absent & set(stream().child_blocks)

    def test_a_standard_page_has_them_all(self):
        streams = [BodyBlock, NewsBodyBlock, ContactBodyBlock]

        assert set(PageBodyBlock().child_blocks) == {
            name for stream in [*streams, PageBodyBlock] for name in stream().child_blocks
        }


class TestHeadingBlock:
    def test_can_be_linked_to(self, client, home):
        html = render(client, home, "heading", {"text": "Wat ú kunt doen?", "level": "3"})

        assert '<h3 id="wat-u-kunt-doen">Wat ú kunt doen?</h3>' in html

    def test_refuses_the_same_heading_twice(self):
        block = PageBodyBlock()
        twice = block.to_python(
            [{"type": "heading", "value": {"text": text, "level": "2"}} for text in ["Doe", "doe"]]
        )

        with pytest.raises(ValidationError) as error:
            block.clean(twice)

        assert list(error.value.block_errors) == [1]


class TestTextBlock:
    def test_keeps_what_is_allowed(self, client, home):
        html = render(client, home, "text", "<p>Samen <b>doen</b></p><ul><li>nu</li></ul>")

        assert "<p>Samen <b>doen</b></p><ul><li>nu</li></ul>" in html

    def test_offers_lists(self):
        assert {"ol", "ul"} <= set(BLOCKS["text"].features)

    def test_offers_no_underline_or_colour(self):
        """Nor a heading, a picture or anything else that has a block of its own."""
        others = [each for each in BLOCKS["text"].features if not each.startswith("language-")]

        assert set(others) == {"bold", "italic", "ol", "ul", "link", "document-link"}


class TestQuoteBlock:
    def test_names_the_speaker(self, client, home):
        html = render(client, home, "quote", {"text": "Doen!", "speaker": "Werkteam 2"})

        assert "<blockquote><p>Doen!</p></blockquote>" in html
        assert "<figcaption>Werkteam 2</figcaption>" in html


class TestCaptionedImageBlock:
    @pytest.fixture
    def picture(self, db):
        image = LibraryImageFactory(caption="Onderschrift", credit="Maker")
        image.contextual_alt_text, image.decorative = "Een pan soep", False
        return image

    def test_has_alternative_text_and_the_pictures_own_caption_and_credit(
        self, client, home, picture
    ):
        html = render(client, home, "picture", {"image": picture, "caption": "", "credit": ""})

        assert 'alt="Een pan soep"' in html
        assert "Onderschrift" in html
        assert "Maker" in html

    def test_prefers_the_editors_caption(self, client, home, picture):
        value = {"image": picture, "caption": "Hier past dit beter", "credit": ""}

        html = render(client, home, "picture", value)

        assert "Hier past dit beter" in html
        assert "Onderschrift" not in html

    def test_is_silent_when_it_only_decorates(self, client, home, picture):
        picture.decorative, picture.contextual_alt_text = True, ""

        html = render(client, home, "picture", {"image": picture, "caption": "", "credit": ""})

        assert 'alt=""' in html

    def test_has_a_long_description(self, client, home, picture):
        value = {"image": picture, "caption": "", "credit": "", "long_description": "<p>Soep.</p>"}

        html = render(client, home, "picture", value)

        figure = fragment_fromstring(html.partition("<figure")[1] + html.partition("<figure")[2])
        assert figure.xpath("details/summary")[0].text == "De afbeelding in woorden"
        assert "Soep." in figure.xpath("details")[0].text_content()

    def test_stands_in_a_row(self, client, home, picture):
        one = {"image": picture, "caption": "", "credit": ""}

        html = render(client, home, "picture_row", {"pictures": [one, one]})

        assert html.count('alt="Een pan soep"') == 2


class TestAsideBlock:
    def test_is_a_part_with_a_name(self, client, home):
        html = render(client, home, "aside", {"title": "Uitleg", "text": "<p>Kort.</p>"})

        assert "<aside" in html
        assert "Uitleg</h2>" in html
        assert "<p>Kort.</p>" in html


class TestKeyFactsBlock:
    def test_pairs_each_figure_with_what_it_counts(self, client, home):
        facts = [{"value": "14", "label": "mensen"}]

        html = render(client, home, "key_facts", {"title": "Cijfers", "facts": facts})

        assert "<dt>mensen</dt>" in html
        assert "<dd>14</dd>" in html


class TestDownloadBlock:
    @pytest.mark.parametrize(("title", "shown"), [("", "Placemat"), ("Vier vragen", "Vier vragen")])
    def test_says_kind_and_size_in_the_link(self, client, home, title, shown):
        document = FileFactory(title="Placemat")

        html = render(client, home, "download", {"document": document, "title": title})

        assert f"{shown} (PDF, " in html
        assert f'href="{document.url}"' in html


class TestVideoBlock:
    def test_loads_nothing_before_a_click(self, client, home):
        poster = LibraryImageFactory()
        value = {
            "title": "Een stoel erbij",
            "url": "https://example.org/video",
            "poster": poster,
            "duration": "3 minuten",
            "transcript": "<p>Iemand dekt de tafel.</p>",
        }

        html = render(client, home, "video", value)

        assert 'href="https://example.org/video"' in html
        assert "Een stoel erbij" in html
        assert "3 minuten" in html
        assert "Iemand dekt de tafel." in html
        assert "<iframe" not in html
        assert "<video" not in html

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"captions": "yes"}, ", met ondertiteling"),
            ({"captions": "no"}, ""),
            ({"is_silent": True}, ", er wordt niet gesproken"),
        ],
    )
    def test_says_what_there_is_to_hear(self, client, home, fields, words):
        value = {"title": "Een stoel", "url": "https://example.org/", "duration": "1 minuut"}

        html = render(client, home, "video", {**value, "poster": LibraryImageFactory(), **fields})

        assert f"(1 minuut){words}</span>" in html


class TestLinkBlock:
    @pytest.mark.parametrize("both", [True, False])
    def test_refuses_two_goals_or_none(self, home, both):
        block = LinkBlock()
        value = block.to_python(
            {
                "text": "Lees over ons",
                "page": home.pk if both else None,
                "url": "https://example.org/" if both else "",
            }
        )

        with pytest.raises(ValidationError):
            block.clean(value)


class TestCallToActionBlock:
    def test_has_one_button(self, client, home):
        link = {"text": "Neem contact op", "page": home, "url": ""}
        value = {"title": "Schuif aan", "text": "Doe mee.", "link": link}

        page = render(client, home, "call_to_action", value)

        (button,) = fragment_fromstring(page, create_parent=True).find_class("button")
        assert (button.text_content().strip(), button.get("href")) == ("Neem contact op", "/")


class TestQuestionsBlock:
    def test_opens_an_answer_without_script(self, client, home):
        questions = [{"question": "Mag ik mee?", "answer": "<p>Ja.</p>"}]

        html = render(client, home, "questions", {"title": "Vragen", "questions": questions})

        assert "<summary>Mag ik mee?</summary>" in html
        assert "<p>Ja.</p>" in html


class TestTableBlock:
    def test_has_a_caption_and_headings(self, client, home):
        block = PageBodyBlock().child_blocks["table"]
        value = block.to_python(
            {
                "columns": [
                    {"type": "text", "heading": "Wanneer"},
                    {"type": "number", "heading": "Hoeveel"},
                ],
                "rows": [{"values": ["Oktober", 3]}],
                "caption": "Leden",
            }
        )

        html = render(client, home, "table", value)

        assert "Leden</caption>" in html
        assert '<th scope="col">Wanneer</th>' in html
        assert '<th scope="row">Oktober</th>' in html
        assert "<td>3</td>" in html

    def test_has_rows_without_a_heading(self, client, home):
        block = PageBodyBlock().child_blocks["table"]
        columns = [{"type": "text", "heading": "Wanneer"}]
        stored = {"columns": columns, "rows": [{"values": ["Oktober"]}], "caption": "Leden"}
        value = block.clean(block.to_python({**stored, "plain_rows": True}))

        html = render(client, home, "table", value)

        assert "<td>Oktober</td>" in html
        assert block.get_prep_value(value) == {**stored, "plain_rows": True}
        assert block.get_form_state(value)["plain_rows"]

    @pytest.mark.parametrize("is_ticked", [True, False])
    def test_reads_the_box_of_its_form(self, is_ticked):
        form = {"t-caption": "Leden", "t-column-count": "0", "t-row-count": "0"}
        form |= {"t-plain_rows": "on"} if is_ticked else {}

        table = PageBodyBlock().child_blocks["table"].value_from_datadict(form, {}, "t")

        assert table.has_row_headings != is_ticked

    def test_refuses_a_table_without_a_caption(self):
        block = PageBodyBlock().child_blocks["table"]
        value = block.to_python(
            {"columns": [{"type": "text", "heading": "Wat"}], "rows": [], "caption": ""}
        )

        with pytest.raises(ValidationError):
            block.clean(value)


class TestContactPersonBlock:
    PERSON = {"name": "Het secretariaat", "email": "info@example.org", "telephone": "010 000 0000"}

    def test_shows_how_to_reach_somebody(self, client, home):
        value = {"title": "Vragen?", "people": [{**self.PERSON, "consent": True}]}

        html = render(client, home, "contact_person", value)

        assert "Het secretariaat" in html
        assert 'href="mailto:info@example.org"' in html

    def test_refuses_a_person_who_did_not_agree(self):
        block = PageBodyBlock().child_blocks["contact_person"]
        person = {**self.PERSON, "consent": False}
        value = block.to_python({"title": "Vragen?", "people": [person]})

        with pytest.raises(ValidationError):
            block.clean(value)


class TestRelatedPagesBlock:
    def test_links_by_title_and_leaves_out_drafts(self, client, home):
        live = StandardPageFactory(parent=home, title="Werkwijze")
        draft = StandardPageFactory(parent=home, title="Concept", live=False)
        page = StandardPageFactory(
            parent=home,
            title="Blok",
            body=[("related_pages", {"title": "Verder", "pages": [live, draft]})],
        )

        response = client.get(page.url)

        assertContains(response, '<a href="/werkwijze/">Werkwijze</a>')
        assertNotContains(response, "Concept")


def test_deviations_have_a_date_people_can_read():
    block = DeviationBlock()
    value = block.to_python({**block.meta.preview_value, "date": "2027-03-01"})

    assert value["date"] == datetime.date(2027, 3, 1)
    assert "1 maart 2027" in block.render(value)
