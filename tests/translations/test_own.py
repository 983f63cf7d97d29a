"""English has its own address, link, picture or file where somebody gives it one."""

import pytest
from pytest_django.asserts import assertContains
from wagtail.contrib.redirects.models import Redirect
from wagtail_localize.models import Translation

from library.models import PeopleShown
from news.models import NewsIndexPage
from tests.factories import FileFactory, LibraryImageFactory, NewsPageFactory
from tests.translations.steps import (
    BOARD,
    change,
    get_dutch,
    get_english,
    get_field_of,
    make_short,
    publish,
    translate,
)
from translations.models import OwnDraft
from translations.own import list_own_places
from translations.passages import read_passages
from translations.progress import State, get_state
from translations.publishing import build, save_draft

DUTCH, ENGLISH = "https://example.org/nl/", "https://example.org/en/"


@pytest.fixture(scope="module")
def kept_item(kept_index, keep):
    """The key of the Translation of the Dutch item, published; both stay for all of these tests."""
    with keep():
        yield translate(make_dutch(kept_index)).pk


def make_dutch(index_key):
    """Return a Dutch news item with everything that English may have of its own."""
    link = {"text": "Bel", "page": None, "url": DUTCH}
    return NewsPageFactory(
        parent=NewsIndexPage.objects.get(pk=index_key),
        title="Tafel",
        summary="Kort.",
        lead_image=LibraryImageFactory(title="Tafel"),
        body=[
            ("text", f'<p>Lees <a href="{DUTCH}">het verslag</a>.</p>'),
            ("call_to_action", {"title": "Kom", "text": "Kom.", "link": link}),
            ("picture", {"image": LibraryImageFactory(title="Stoel"), "caption": "", "credit": ""}),
            ("download", {"document": FileFactory(title="Kaart"), "title": ""}),
        ],
    )


@pytest.fixture
def translation(index, kept_item):
    """The Translation of the Dutch item, published."""
    return Translation.objects.get(pk=kept_item)


@pytest.fixture
def dutch(translation):
    """The Dutch item."""
    return get_dutch("Tafel")


def get_place(translation, ending):
    """Return the OwnPlace whose path ends so."""
    places = list_own_places(translation, read_passages(translation))
    (place,) = [each for each in places if each.path.endswith(ending)]
    return place


def save(client, translation, ending, value, button="publish"):
    """Fill in one place as the form does, and press a button of it."""
    place = get_place(translation, ending)
    shown = "" if place.value is None else place.value
    data = {f"own-{place.key}": value, f"initial-own-{place.key}": shown, button: "1"}
    return client.post(f"{BOARD}{translation.pk}/", data, follow=True)


def read_link(page):
    return page.body[0].value.source


class TestEnglish:
    def test_has_its_own_picture_until_it_is_cleared(self, admin, translation, dutch):
        own = LibraryImageFactory(title="Table")
        save(admin, translation, "lead_image", own.pk)
        assert get_english(dutch).lead_image == own

        save(admin, translation, "lead_image", "")
        assert get_english(dutch).lead_image == dutch.lead_image

    def test_has_a_picture_where_dutch_has_none(self, admin, index):
        short = make_short(index.pk)
        translation, own = translate(short), LibraryImageFactory(title="Table")

        save(admin, translation, "lead_image", own.pk)

        assert get_english(short).lead_image == own

    def test_has_its_own_picture_and_file_in_the_text(self, admin, translation, dutch):
        image, file = LibraryImageFactory(title="Chair"), FileFactory(title="Map")

        save(admin, translation, ".image.image", image.pk)
        save(admin, translation, ".document", file.pk)

        english = get_english(dutch)
        assert english.body[2].value["image"] == image
        assert english.body[3].value["document"] == file

    def test_has_its_own_links(self, admin, translation, dutch):
        save(admin, translation, "'", ENGLISH)
        save(admin, translation, ".url", ENGLISH)

        english = get_english(dutch)
        assert ENGLISH in read_link(english)
        assert english.body[1].value["link"]["url"] == ENGLISH

    def test_keeps_them_when_dutch_changes(self, admin, translation, dutch):
        own = LibraryImageFactory(title="Table")
        save(admin, translation, "lead_image", own.pk)

        change(dutch, lead_image=LibraryImageFactory(title="Bank"))
        publish(translation)

        assert get_english(dutch).lead_image == own

    def test_follows_dutch_when_its_own_picture_is_deleted(self, admin, translation, dutch):
        own = LibraryImageFactory(title="Table")
        save(admin, translation, "lead_image", own.pk, button="save")
        own.delete()
        publish(translation)

        assert get_english(dutch).lead_image == dutch.lead_image

    def test_does_not_have_it_before_it_is_published(self, admin, translation, dutch):
        """Not even when the page is made again with what is there, as when Dutch is published."""
        first, second = LibraryImageFactory(title="Table"), LibraryImageFactory(title="Couch")
        save(admin, translation, "lead_image", first.pk)
        save(admin, translation, "lead_image", second.pk, button="save")

        passages = read_passages(translation)
        assert build(translation, passages).lead_image == first
        assert save_draft(translation, passages).lead_image == second

    def test_does_not_wait_for_what_was_taken_back(self, admin, translation):
        save(admin, translation, "slug", "kitchen", button="save")
        save(admin, translation, "slug", "", button="save")

        assert not OwnDraft.objects.exists()

    def test_has_search_texts_where_dutch_has_none(self, admin, translation, dutch):
        save(admin, translation, "seo_title", "A table")
        save(admin, translation, "search_description", "About a table.")

        english = get_english(dutch)
        assert english.get_head_title() == "A table"
        assert english.get_description() == "About a table."

    def test_has_no_own_text_beside_a_translated_one(self, dutch, translation):
        change(dutch, seo_title="Een tafel")

        paths = [each.path for each in list_own_places(translation, read_passages(translation))]
        assert "seo_title" not in paths
        assert "search_description" in paths

    def test_waits_until_it_is_published(self, admin, translation, dutch):
        save(admin, translation, "'", ENGLISH, button="save")

        assert DUTCH in read_link(get_english(dutch))
        assert get_state(translation) == State.READY


class TestTheAddress:
    def test_is_its_own_and_the_old_one_leads_there(
        self, admin, translation, dutch, django_capture_on_commit_callbacks
    ):
        old = get_english(dutch).url

        with django_capture_on_commit_callbacks(execute=True):
            save(admin, translation, "slug", "kitchen")

        new = get_english(dutch).url
        assert new.endswith("/kitchen/")
        assert Redirect.objects.get(old_path=old.rstrip("/")).redirect_page.url == new

    def test_is_made_from_the_title_again_when_its_own_is_cleared(self, admin, translation, dutch):
        save(admin, translation, "slug", "kitchen")

        save(admin, translation, "slug", "")

        assert get_english(dutch).slug == "en-tafel"
        publish(translation)
        assert get_english(dutch).slug == "en-tafel"

    def test_is_its_own_from_the_beginning(self, admin, index):
        short = make_short(index.pk)
        translation = translate(short, publish=False)

        save(admin, translation, "slug", "kitchen")

        assert get_english(short).slug == "kitchen"

    def test_of_another_page_is_refused(self, admin, translation, index, dutch):
        taken = make_short(index.pk)
        translate(taken)

        answer = save(admin, translation, "slug", get_english(taken).slug)

        assertContains(answer, "Een andere pagina heeft dit adres al.")
        assert get_english(dutch).slug == "en-tafel"

    def test_of_a_home_page_is_none(self, index):
        home = translate(index.get_parent())

        assert "slug" not in [each.path for each in list_own_places(home, read_passages(home))]


class TestTheForm:
    def test_shows_what_dutch_has(self, admin, translation):
        answer = admin.get(f"{BOARD}{translation.pk}/")

        assertContains(answer, "Anders in het Engels")
        assertContains(answer, DUTCH)
        assertContains(answer, "Stoel")

    def test_refuses_what_a_link_cannot_lead_to(self, admin, translation):
        for address in ["javascript:alert(1)", "data:text/html,x"]:
            answer = save(admin, translation, "'", address)

            assertContains(answer, "Naar dit adres kan geen link leiden.", msg_prefix=address)
            assert not OwnDraft.objects.exists(), address

    def test_obeys_the_gate_for_publishing(self, admin, translation, dutch):
        own = LibraryImageFactory(title="Table", people_shown=PeopleShown.UNKNOWN)

        save(admin, translation, "lead_image", own.pk)

        assert get_english(dutch).lead_image == dutch.lead_image

    def test_saves_only_what_somebody_changed(self, admin, translation, dutch):
        """Somebody else's choice stays where this window still shows the one before."""
        place, own = get_place(translation, "lead_image"), LibraryImageFactory(title="Table")
        save(admin, translation, "lead_image", own.pk)

        title = get_field_of(translation, "title")
        data = {f"own-{place.key}": "", f"initial-own-{place.key}": "", title: "Table"}
        admin.post(f"{BOARD}{translation.pk}/", data | {"publish": "1"})

        assert get_english(dutch).lead_image == own

    def test_does_not_overwrite_what_was_not_shown(self, admin, translation, dutch):
        place = get_place(translation, "lead_image")
        own, other = LibraryImageFactory(title="Table"), LibraryImageFactory(title="Couch")
        save(admin, translation, "lead_image", own.pk)

        data = {f"own-{place.key}": other.pk, f"initial-own-{place.key}": "", "publish": "1"}
        answer = admin.post(f"{BOARD}{translation.pk}/", data)

        assertContains(answer, "Iemand anders heeft dit intussen gewijzigd.")
        assert get_english(dutch).lead_image == own

    def test_saves_while_somebody_types(self, admin, translation, dutch):
        place = get_place(translation, "slug")
        name = f"own-{place.key}"
        data = {name: "kitchen", f"initial-{name}": ""}

        answer = admin.post(
            f"{BOARD}{translation.pk}/", data, headers={"Accept": "application/json"}
        )

        assert answer.json()["field_updates"] == {f"initial-{name}": "kitchen"}
        assert get_place(translation, "slug").value == "kitchen"
        assert get_dutch("Tafel").get_translations().get().slug == "en-tafel"
