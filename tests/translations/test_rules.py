"""Dutch never goes live under /en/ as English, whatever the way to publish."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains
from wagtail.models import Page

from news.models import NewsPage
from pages.publishing import PublishingRefusedError
from tests.translations.steps import (
    change,
    get_english,
    get_english_locale,
    make_short,
    translate,
    write,
)
from translations.passages import read_passages, translate_passages
from translations.publishing import publish_translation, save_draft, start_translation

TITLE = "Titel moet eerst vertaald worden."


@pytest.fixture(scope="module")
def kept_dutch(kept_index, keep):
    """The key of `dutch`, whose translation was started; both stay for a module of tests."""
    with keep():
        page = make_short(kept_index, title="Markt")
        start_translation(page, get_english_locale())
        yield page.pk


@pytest.fixture
def dutch(kept_dutch, index):
    """A Dutch news item without blocks."""
    return NewsPage.objects.get(pk=kept_dutch)


@pytest.fixture
def started(dutch):
    """The English draft of it, of which nothing is translated yet."""
    return get_english(dutch)


def publish_in_bulk(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}&next=/admin/", {"next": "/admin/"}, follow=True)


class TestADraftInDutch:
    def test_is_refused_in_bulk(self, started, admin):
        answer = publish_in_bulk(admin, started)

        assertContains(answer, "Titel")
        assert not get_english(started.get_translations().get()).live

    def test_is_refused_on_its_date(self, started):
        started.latest_revision.approved_go_live_at = timezone.now()
        started.latest_revision.save()

        call_command("publish_scheduled")

        assert not Page.objects.get(pk=started.pk).live

    def test_is_refused_when_its_source_got_another_title_since(self, dutch, started):
        change(dutch, title="Anders")

        with pytest.raises(PublishingRefusedError):
            started.latest_revision.publish()

    def test_is_refused_below_a_draft(self, index, english):
        item = make_short(index.pk)
        translation = translate(item, publish=False)
        save_draft(translation, read_passages(translation))
        get_english(index).unpublish()

        with pytest.raises(PublishingRefusedError):
            get_english(item).latest_revision.publish()

    def test_goes_live_as_soon_as_it_is_translated(self, dutch, started, admin):
        translation = start_translation(dutch, started.locale)
        write(translation, "title", "Kitchen table")
        save_draft(translation, read_passages(translation))

        publish_in_bulk(admin, started)

        english = get_english(dutch)
        assert english.live
        assert english.title == "Kitchen table"
        assert english.untranslated == ["summary"]

    def test_goes_live_with_a_name_that_is_the_same_in_both(self, dutch, started):
        translation = start_translation(dutch, started.locale)
        write(translation, "title", dutch.title)

        publish_translation(translation, read_passages(translation))

        assert get_english(dutch).live


class TestTwoHeadingsTranslatedAlike:
    def test_are_refused_with_their_words(self, index):
        blocks = [("heading", {"text": text, "level": "2"}) for text in ["Aanpak", "Werkwijze"]]
        translation = translate(make_short(index, body=blocks), publish=False)
        passages = read_passages(translation)
        alike = {each.key: "Method" for each in passages if each.path.startswith("body")}

        with pytest.raises(PublishingRefusedError, match="“Method” staat er twee keer"):
            publish_translation(
                translation, translate_passages(passages, alike, translation.target_locale)
            )


class TestACopyThatPeopleWriteThemselves:
    def test_is_refused_while_it_is_untouched(self, short, english):
        copy = short.copy_for_translation(english)

        with pytest.raises(PublishingRefusedError):
            copy.save_revision().publish()
        assert not get_english(short).live

    def test_goes_live_when_it_has_words_of_its_own(self, short, english):
        copy = short.copy_for_translation(english)
        copy.title = "Kitchen table"

        copy.save_revision().publish()

        assert get_english(short).live

    def test_is_a_draft_as_an_alias(self, short, english):
        alias = short.copy_for_translation(english, alias=True)

        change(short, summary="Met potten.")

        alias.refresh_from_db()
        assert not alias.live
