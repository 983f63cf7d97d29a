"""Words in the language of the source, and links: what a translator may do with their signs."""

import pytest
from pytest_django.asserts import assertContains
from wagtail_localize.models import Translation

from news.models import NewsIndexPage
from tests.factories import NewsPageFactory
from tests.translations.steps import (
    BOARD,
    get_dutch,
    get_english,
    get_field,
    publish,
    translate,
    write,
)
from translations.limits import list_faults, list_lost_links
from translations.passages import read_passages

DUTCH_WORD = 'We use the <span lang="nl">keukentafel</span>.'


@pytest.fixture(scope="module")
def kept_text(kept_index, keep):
    """The key of the Translation of `page`; both stay for a module of tests."""
    with keep():
        yield translate(make_page(kept_index), "body", publish=False).pk


def make_page(index_key):
    """Return a Dutch news item with one text: a link, and an English word."""
    html = (
        '<p>Lees <a href="https://example.org/een">het verslag</a> en '
        '<a href="https://example.org/twee">de brief</a> over de <span lang="en">community</span>.'
        "</p>"
    )
    index = NewsIndexPage.objects.get(pk=index_key)
    return NewsPageFactory(parent=index, title="Tafel", summary="Kort.", body=[("text", html)])


@pytest.fixture
def draft(kept_text, index):
    return Translation.objects.get(pk=kept_text)


@pytest.fixture
def page(draft):
    return get_dutch("Tafel")


@pytest.fixture
def text(draft):
    """The Passage of that text."""
    (passage,) = [each for each in read_passages(draft) if each.is_rich]
    return passage


def save(client, translation, passage, text, **more):
    data = {get_field(passage, name): value for name, value in {"text": text, **more}.items()}
    return client.post(f"{BOARD}{translation.pk}/", data | {"save": "1"}, follow=True)


class TestADutchWord:
    def test_is_marked_on_the_page(self, page, draft):
        write(draft, "body", f"{DUTCH_WORD} A word.")
        publish(draft)

        english = get_english(page)
        assert DUTCH_WORD in english.body.render_as_block()
        assert english.body.stream_block.get_searchable_content(english.body) == [
            "We use the keukentafel. A word."
        ]

    @pytest.mark.parametrize(
        "text",
        [
            DUTCH_WORD,
            'In <b><span lang="nl">keuken</span></b>.',
            'In <span lang="nl"><b>keuken</b></span>.',
        ],
    )
    def test_can_be_marked(self, text, draft):
        assert list_faults(self.get_text(draft), text) == []

    @pytest.mark.parametrize(
        "text",
        [
            '<span lang="en">table</span>',
            '<span lang="nl" class="x">tafel</span>',
            '<span lang="nl" onclick="x()">tafel</span>',
            "<span>tafel</span>",
            '<span class="x">tafel</span>',
            '<i lang="nl">tafel</i>',
            '<div lang="nl">tafel</div>',
            '<span lang="nl"><script>x</script></span>',
        ],
    )
    def test_is_marked_in_no_other_way(self, text, draft):
        assert list_faults(self.get_text(draft), text) != []

    def test_cannot_be_marked_where_there_is_no_markup(self, draft):
        (title,) = [each for each in read_passages(draft) if each.path == "title"]

        assert title.show(title.read(DUTCH_WORD)) == DUTCH_WORD
        assert list_faults(title, DUTCH_WORD) != []

    def get_text(self, draft):
        (passage,) = [each for each in read_passages(draft) if each.is_rich]
        return passage


class TestALink:
    def test_that_is_lost_is_asked_about(self, admin, draft, text):
        answer = save(admin, draft, text, "Read the report.")

        assertContains(answer, "ontbreekt hier: het verslag; de brief.")
        assertContains(answer, f'name="{get_field(text, "unlink")}"')
        assertContains(answer, "Read the report.")

    def test_may_go_when_somebody_says_so(self, admin, draft, text):
        answer = save(admin, draft, text, "Read the report.", unlink="on")

        assertContains(answer, "Alles is vertaald.")

    def test_that_went_before_is_not_asked_about_again(self, admin, draft, text):
        save(admin, draft, text, "Read the report.", unlink="on")

        answer = save(admin, draft, text, "Read this report.", shown="Read the report.")

        assertContains(answer, "Alles is vertaald.")

    def test_is_lost_where_one_of_two_is_left(self, text):
        assert list_lost_links(text, 'Read <a id="a2">the letter</a>.') == ["het verslag"]

    def test_is_none_where_a_passage_is_marked_as_english(self, text):
        kept = '<a id="a1">The report</a>, <a id="a2">the letter</a>, the community.'

        assert list_lost_links(text, kept) == []
