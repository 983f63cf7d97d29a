"""Earlier versions of a translated page: looked at, and put back as words."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import Page
from wagtail_localize.models import Translation

from accounts.models import User
from tests.factories import PASSWORD, NewsPageFactory, ThemeFactory, make_onlooker
from tests.translations.steps import (
    BOARD,
    change,
    change_body,
    get_dutch,
    get_english,
    make_item,
    make_short,
    publish,
    translate,
    write,
)
from translations.passages import read_passages
from translations.permissions import make_translators
from translations.progress import count_behind
from translations.restoring import make_plan, read_first_texts
from translations.versions import list_versions, list_words


@pytest.fixture(scope="module")
def kept_short(kept_index, keep):
    """The key of the Translation of a short item, published; both stay for all of these tests."""
    with keep():
        yield translate(make_short(kept_index, title="Markt")).pk


@pytest.fixture
def translation(index, kept_short):
    """The Translation of `short`, published with "EN " before each text."""
    return Translation.objects.get(pk=kept_short)


@pytest.fixture
def short(translation):
    """A Dutch news item with a summary."""
    return get_dutch("Markt")


@pytest.fixture
def url(translation):
    return f"{BOARD}{translation.pk}/versions/"


def get_draft(page):
    """Return the English page as it was last saved."""
    return get_english(page).get_latest_revision_as_object()


def get_url(url, page, number):
    """Return the address of a version of the English page; 0 is the first."""
    versions = list_versions(get_english(page))
    return f"{url}{versions[-1 - number].revision.pk}/"


def plan(page, translation, number):
    """Return what would become of the words of a version."""
    english = get_english(page)
    version = list_versions(english)[-1 - number]
    passages = read_passages(translation)
    return make_plan(passages, list_words(page, english, version), read_first_texts(translation))


class TestVersions:
    def test_are_listed_with_moment_and_person(self, admin, editor, translation, url):
        write(translation, "summary", "With lids.")
        publish(translation, user=editor)

        response = admin.get(url)

        ((_day, (latest, _first)),) = response.context["days"]
        assert latest.person == editor.get_full_name()
        assertContains(response, "Nu op de site", count=1)
        assertContains(response, "Bekijk of zet terug", count=2)
        assertContains(admin.get(f"{BOARD}{translation.pk}/"), url)

    def test_are_of_pages(self, admin, index):
        translation = translate(ThemeFactory(name="Armoede"))

        assert admin.get(f"{BOARD}{translation.pk}/versions/").status_code == 404

    def test_of_other_pages_are_not_shown(self, admin, short, url, index):
        other = get_english(index).latest_revision

        assert admin.get(f"{url}{other.pk}/").status_code == 404

    def test_are_for_those_who_may_translate(self, client, short, url):
        client.force_login(make_onlooker())

        for address in [url, get_url(url, short, 0)]:
            assert client.get(address).status_code in {302, 403}
            assert client.post(address).status_code in {302, 403}


class TestPuttingBack:
    def test_brings_back_the_words_and_asks_to_publish(self, admin, short, translation, url):
        write(translation, "summary", "With lids.")
        publish(translation)
        version = get_url(url, short, 0)
        assertContains(admin.get(version), "EN Met pannen.")

        response = admin.post(version)

        assertRedirects(response, f"{BOARD}{translation.pk}/publish/")
        assert get_draft(short).summary == "EN Met pannen."
        assert get_english(short).summary == "With lids."
        assert count_behind(translation) == 0

    def test_leaves_facts_as_they_are_in_dutch_now(self, admin, short, translation, url):
        write(translation, "summary", "With lids.")
        change(short, date="2020-01-01")
        publish(translation)

        admin.post(get_url(url, short, 0))

        assert str(get_draft(short).date) == "2020-01-01"
        assert get_draft(short).summary == "EN Met pannen."

    def test_never_takes_words_for_dutch_that_changed_since(self, admin, short, translation, url):
        change(short, summary="Met potten.")
        # The older words stay, as nobody translated the new ones.
        write(translation, "title", "Market")
        publish(translation)
        assert get_english(short).summary == "EN Met pannen."
        write(translation, "title", "Fair")

        admin.post(get_url(url, short, 1))

        assert get_draft(short).title == "Market"
        assert count_behind(translation) == 1
        (passage,) = [each for each in read_passages(translation) if each.path == "summary"]
        assert passage.text == "EN Met pannen."
        assert passage.is_changed

    def test_shows_words_of_a_source_before_the_last_as_the_earlier_translation(
        self, admin, short, translation, url
    ):
        change(short, summary="Met potten.")
        write(translation, "summary", "With pots.")
        publish(translation)
        change(short, summary="Met deksels.")

        admin.post(get_url(url, short, 0))

        (passage,) = [each for each in read_passages(translation) if each.path == "summary"]
        assert not passage.is_translated
        assert passage.text == "EN Met pannen."
        assert passage.previous.translation_of.data == "Met pannen."

    def test_keeps_a_newer_translation_of_dutch_that_changed(self, admin, short, translation, url):
        change(short, summary="Met potten.")
        write(translation, "summary", "With pots.")
        publish(translation)

        response = admin.get(get_url(url, short, 0))

        assertContains(response, "heeft een nieuwere vertaling")
        assertContains(response, "Er is niets terug te zetten")

    def test_knows_words_that_were_written_after_the_dutch_changed(self, short, translation):
        change(short, summary="Met potten.")
        write(translation, "summary", "With pots.")
        publish(translation)
        write(translation, "summary", "With pans and pots.")
        publish(translation)

        back = plan(short, translation, 1).back

        assert [each.text for each in back] == ["With pots."]

    def test_says_what_has_no_place_any_more(self, admin, index):
        item = make_item(index.pk, title="Tafel")
        translation = translate(item)
        url = f"{BOARD}{translation.pk}/versions/"
        quote = item.body[0]
        change_body(item, (quote.block_type, quote.value, quote.id))
        publish(translation)
        change_body(item)
        publish(translation)

        response = admin.get(get_url(url, item, 0))

        assertContains(response, "Voor deze woorden is geen plaats meer")
        assertContains(response, "EN Formeel schuift aan.")
        assertContains(response, "EN Daar begint het.")

    def test_takes_no_dutch_for_english(self, admin, index):
        item = make_item(index.pk, title="Tafel")
        translation = translate(item, "summary")
        write(translation, "summary", "With pans.")
        publish(translation)

        assert plan(item, translation, 0).back == []

    def test_finds_links_that_a_translator_put_in_another_order(self, index):
        links = '<a href="https://a.example/">een</a> en <a href="https://b.example/">twee</a>'
        page = NewsPageFactory(parent=index, title="Links", body=[("text", f"<p>{links}</p>")])
        translation = translate(page)
        turned = '<a id="a2">two</a> and <a id="a1">one</a>'
        write(translation, "body", turned)
        publish(translation)
        write(translation, "body", '<a id="a1">one</a> and <a id="a2">two</a>')
        publish(translation)

        (placement,) = plan(page, translation, 1).back

        assert placement.text == turned

    def test_is_where_the_way_back_of_wagtail_leads(self, admin, short, translation, url):
        english = get_english(short)
        revision = list_versions(english)[-1].revision
        revert = reverse("wagtailadmin_pages:revisions_revert", args=[english.pk, revision.pk])

        assertRedirects(admin.get(revert), f"{url}{revision.pk}/")
        assertRedirects(admin.post(revert, {"title": "Vals"}), f"{url}{revision.pk}/")
        assert not Page.objects.filter(title="Vals").exists()

    def test_stays_wagtails_own_for_a_page_in_dutch(self, admin, short, translation):
        change(short, summary="Met potten.")
        revision = list_versions(short)[-1].revision
        revert = reverse("wagtailadmin_pages:revisions_revert", args=[short.pk, revision.pk])

        assert admin.get(revert).status_code == 200

    def test_is_for_a_translator_too(self, short, translation, url, index):
        write(translation, "summary", "With lids.")
        publish(translation)
        user = User.objects.create_user("translator@example.org", PASSWORD)
        user.groups.add(make_translators(get_english(index).get_parent()))
        client = Client()
        client.force_login(user)
        revision = list_versions(get_english(short))[-1].revision
        view = reverse("wagtailadmin_pages:revisions_view", args=[revision.object_id, revision.pk])

        assertContains(client.get(view), "EN Met pannen.")
        assertNotContains(client.get(get_url(url, short, 0)), "heeft een nieuwere vertaling")
        client.post(get_url(url, short, 0))

        assert get_draft(short).summary == "EN Met pannen."
