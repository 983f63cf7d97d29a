"""What a translator sees of words that are not saved yet, and of both languages."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from tests.factories import PASSWORD, ThemeFactory, make_onlooker
from tests.translations.steps import (
    BOARD,
    change,
    get_dutch,
    get_english,
    get_english_locale,
    get_field,
    get_field_of,
    make_item,
    make_short,
    translate,
)
from translations.passages import read_passages
from translations.permissions import make_translators
from translations.publishing import start_translation


@pytest.fixture
def url(draft):
    return f"{BOARD}{draft.pk}/preview/"


@pytest.fixture
def translator(index):
    """A client of somebody who may only translate into English."""
    user = User.objects.create_user("translator@example.org", PASSWORD)
    user.groups.add(make_translators(get_english(index).get_parent()))
    client = Client()
    client.force_login(user)
    return client


def list_written():
    """Return all that a preview could write by mistake."""
    pages = Page.objects.order_by("pk").values("pk", "title", "live", "latest_revision")
    return [*StringTranslation.objects.order_by("pk").values(), *pages]


class TestPreview:
    def test_is_mounted_beside_the_fields(self, admin, draft, url):
        response = admin.get(f"{BOARD}{draft.pk}/")

        assertContains(response, f'data-w-preview-url-value="{url}"')
        assertContains(response, 'data-side-panel-toggle="preview"')

    def test_shows_what_is_typed_and_writes_none_of_it(self, translator, draft, url):
        before = list_written()

        sent = translator.post(url, {get_field_of(draft, "summary"): "With <pans> & pots."})
        response = translator.get(url)

        assert sent.json() == {"is_valid": True, "is_available": True}
        assertContains(response, "With &lt;pans&gt; &amp; pots.")
        assertContains(response, '<html lang="en"')
        assertNotContains(response, 'class="untranslated"')
        assert list_written() == before

    def test_marks_gaps_as_visitors_would_get_them(self, admin, index):
        item = make_item(index.pk, title="Markt")
        translation = translate(item, f"body.{item.body[1].id}", publish=False)

        response = admin.get(f"{BOARD}{translation.pk}/preview/")

        assertContains(response, "EN Formeel schuift aan.")
        assertContains(response, "untranslated")
        assertContains(response, "Wij gaan samen aan tafel.")

    def test_shows_a_page_that_cannot_be_published_yet(self, admin, index):
        translation = translate(make_short(index.pk, title="Stadhuis"), "title", publish=False)

        response = admin.get(f"{BOARD}{translation.pk}/preview/")

        assertContains(response, "EN Met pannen.")

    def test_keeps_to_the_published_words_of_a_part_that_is_behind(self, admin, index):
        translated = make_short(index.pk, title="Raadhuis")
        translate(translated)
        change(translated, summary="Met potten.")
        translation = Translation.objects.get(source__object_id=translated.translation_key)

        assertContains(admin.get(f"{BOARD}{translation.pk}/preview/"), "EN Met pannen.")

    def test_stays_as_it_was_while_something_does_not_fit(self, admin, index):
        item = make_item(index.pk, title="Markt")
        text = item.body[1].id
        translation = translate(item, publish=False)
        passage = next(each for each in read_passages(translation) if text in each.path)
        typed = {get_field(passage): "We <script>sit</script>"}
        url = f"{BOARD}{translation.pk}/preview/"

        sent = admin.post(url, typed | {get_field(passage, "shown"): passage.shown_text})

        assert sent.json() == {"is_valid": False, "is_available": True}
        assertContains(admin.get(url), "EN Wij gaan samen aan tafel.")

    def test_forgets_what_was_sent(self, admin, draft, url):
        admin.post(url, {get_field_of(draft, "summary"): "With pans."})

        admin.delete(url)

        assertNotContains(admin.get(url), "With pans.")

    def test_shows_no_words_of_somebody_else(self, admin, translator, draft, url):
        admin.post(url, {get_field_of(draft, "summary"): "With pans."})

        assertNotContains(translator.get(url), "With pans.")

    def test_makes_a_page_that_is_gone_for_the_moment_only(self, admin, draft, url):
        get_english(get_dutch("Keukentafel")).delete()
        Translation.objects.filter(pk=draft.pk).update(enabled=True)
        before = list_written()

        assertContains(admin.get(url), "EN Keukentafel")
        assert list_written() == before

    def test_shows_a_theme_that_is_not_there_yet(self, admin, english):
        translation = translate(ThemeFactory(name="Armoede"), publish=False)
        url = f"{BOARD}{translation.pk}/preview/"

        sent = admin.post(url, {})

        assert sent.status_code == 200
        assertContains(admin.get(f"{BOARD}{translation.pk}/"), url)
        response = admin.get(url)
        assertContains(response, "EN Armoede")
        assertContains(response, '<html lang="en"')
        assert not StringTranslation.objects.filter(data="").exists()

    @pytest.mark.parametrize("method", ["get", "post", "delete"])
    def test_is_for_those_who_may_translate(self, client, url, method):
        client.force_login(make_onlooker())

        assert getattr(client, method)(url).status_code in {302, 403}


class TestBoth:
    def test_shows_the_live_page_beside_the_draft(self, translator, draft):
        dutch = get_dutch("Keukentafel")
        draft_url = reverse("wagtailadmin_pages:view_draft", args=[get_english(dutch).pk])

        response = translator.get(f"{BOARD}{draft.pk}/both/")

        assertContains(response, f'src="{dutch.url}"')
        assertContains(response, f'src="{draft_url}"')
        assertContains(response, "Nederlands: Keukentafel")
        assertContains(response, "Engels: ")
        assert translator.get(draft_url).headers["X-Frame-Options"] == "SAMEORIGIN"
        assert translator.get(dutch.url).headers["X-Frame-Options"] == "SAMEORIGIN"

    def test_shows_the_draft_of_a_page_that_was_taken_off_the_site(self, admin, draft):
        dutch = get_dutch("Keukentafel")
        dutch.unpublish()

        response = admin.get(f"{BOARD}{draft.pk}/both/")

        assertContains(response, reverse("wagtailadmin_pages:view_draft", args=[dutch.pk]))

    def test_is_linked_from_the_editor(self, admin, draft):
        assertContains(admin.get(f"{BOARD}{draft.pk}/"), f"{BOARD}{draft.pk}/both/")

    def test_is_for_pages(self, admin, english):
        translation = start_translation(ThemeFactory(name="Armoede"), get_english_locale())

        assert admin.get(f"{BOARD}{translation.pk}/both/").status_code == 404
