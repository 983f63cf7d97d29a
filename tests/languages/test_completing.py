"""What code or an older release stored of a block can be translated as what an editor made."""

from wagtail.blocks.stream_block import StreamValue

from tests.factories import LibraryImageFactory, StandardPageFactory, get_home
from tests.translations.steps import get_english, translate
from translations.passages import read_passages

QUESTION = {"question": "Mag ik meedoen?", "answer": "<p>Ja.</p>"}


def save(*blocks):
    """Return a page of which these blocks were stored as they are here."""
    page = StandardPageFactory(parent=get_home(), title="Over ons")
    page.body = StreamValue(page.body.stream_block, list(blocks), is_lazy=True)
    page.save()
    return page


def test_blocks_that_are_not_whole_can_be_translated(english_home):
    page = save(
        {"type": "contact_person", "value": {"name": "Anna"}},
        {"type": "contact_person", "value": {"name": "Bram", "photo": None}},
        {"type": "picture", "value": {"caption": "Een tafel"}},
        {"type": "picture", "value": {"image": None, "caption": "Een stoel"}},
        {"type": "picture_row", "value": {"pictures": [{}]}},
        {"type": "picture_row", "value": {}},
        {"type": "video", "value": {"title": "Een gesprek"}},
        {"type": "questions", "value": {"title": "Vragen", "questions": [QUESTION]}},
        {"type": "questions", "value": {"title": "Antwoorden"}},
        {"type": "text", "value": "<p>Wij doen mee.</p>"},
    )

    translation = translate(page, publish=False)

    passages = {each.source_text for each in read_passages(translation)}
    assert passages >= {"Een tafel", "Een stoel", "Een gesprek", "Wij doen mee."}
    assert passages >= {"Vragen", "Mag ik meedoen?", "Ja.", "Antwoorden"}


def test_an_image_that_is_stored_by_its_key_alone_is_kept(db):
    image = LibraryImageFactory(only_decorates=True)

    page = save({"type": "picture", "value": {"image": image.pk}})

    assert type(page).objects.get(pk=page.pk).body[0].value["image"].pk == image.pk


def test_the_items_of_an_old_list_are_translated(english_home):
    page = save({"type": "questions", "value": {"title": "Vragen", "questions": [QUESTION]}})

    translate(page)

    english = get_english(page).body[0].value["questions"]
    assert [each["question"] for each in english] == ["EN Mag ik meedoen?"]


def test_the_ids_of_what_is_stored_stay(db):
    page = save({"type": "questions", "value": {"title": "Vragen", "questions": [QUESTION]}})
    before = list(type(page).objects.get(pk=page.pk).body.raw_data)

    type(page).objects.get(pk=page.pk).save()

    assert list(type(page).objects.get(pk=page.pk).body.raw_data) == before
