"""A page goes into the bin with all below it and its translations, and comes back as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from bin.deleting import list_translations, put_page_in_bin
from bin.emptying import throw_away
from bin.guards import DeletedPastTheBinError
from bin.models import Deletion
from bin.restoring import NoPlaceError, restore_pages
from news.models import NewsPage
from pages.models import StandardPage
from pages.publishing import PublishingRefusedError
from short_addresses.addresses import get_short_addresses
from tests.bin.steps import publish
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    get_home,
    make_english_home,
    translate,
)


@pytest.fixture(scope="module")
def kept_item(keep):
    """The key of a news item below an index, both published, in English too, for a module.

    There is a page on something else as well, of which there is no English.
    """
    with keep():
        home = get_home()
        make_english_home(home)
        index = publish(NewsIndexPageFactory(parent=home, title="Nieuws"))
        translate(index, title="News")
        item = publish(NewsPageFactory(parent=index, title="Keukentafel"))
        translate(item, title="Kitchen table")
        publish(StandardPageFactory(parent=home, title="Over ons"))
        yield item.pk


@pytest.fixture
def item(kept_item, db):
    return NewsPage.objects.get(pk=kept_item)


@pytest.fixture
def index(item):
    return item.get_parent().specific


@pytest.fixture
def english(item):
    return item.get_translations().get()


@pytest.fixture
def about(kept_item, db):
    return StandardPage.objects.get(title="Over ons")


def reload(page):
    return Page.objects.get(pk=page.pk)


class TestADeletedPage:
    def test_has_no_address_and_is_in_no_site(self, client, item, english):
        urls = [item.url, english.url]

        put_page_in_bin(item, translations=list_translations(item))

        for url, page in zip(urls, [item, english], strict=True):
            assert client.get(url).status_code == 410
            assert not reload(page).live
            assert reload(page).get_url_parts() is None

    def test_has_the_bin_by_its_name_in_its_history(self, item):
        put_page_in_bin(item)

        entry = PageLogEntry.objects.get(page=item.pk, action="wagtail.move")
        assert entry.message == "Verplaatst van 'Nieuws' naar 'Prullenbak'"

    def test_comes_back_as_it_was(self, client, index, item, english):
        before = {page.pk: vars_of(page) for page in [item, english]}

        deletion = put_page_in_bin(item, translations=list_translations(item))
        restored = restore_pages(deletion)

        assert {page.pk: vars_of(reload(page)) for page in [item, english]} == before
        assert client.get(item.url).status_code == client.get(english.url).status_code == 200
        assert restored.drafts == []
        assert not Deletion.objects.exists()

    def test_takes_what_is_below_it_along(self, client, index, item):
        urls = [index.url, item.url]

        deletion = put_page_in_bin(index, translations=list_translations(index))

        assert deletion.pages.count() == 4
        assert [client.get(url).status_code for url in urls] == [410, 410]
        restore_pages(deletion)
        assert [client.get(url).status_code for url in urls] == [200, 200]

    def test_without_its_translation_leaves_that_on_the_site(self, client, item, english):
        put_page_in_bin(item)

        assert client.get(english.url).status_code == 200

    def test_that_was_a_draft_comes_back_as_one(self, index):
        draft = NewsPageFactory(parent=index, title="Later", live=False)

        restore_pages(put_page_in_bin(draft))

        assert not reload(draft).live

    def test_keeps_a_draft_that_was_newer(self, item):
        item.title = "Keukentafels"
        item.save_revision()

        restore_pages(put_page_in_bin(reload(item).specific))

        assert reload(item).title == "Keukentafel"
        assert reload(item).has_unpublished_changes
        assert reload(item).get_latest_revision_as_object().title == "Keukentafels"

    def test_is_deleted_once_by_two_people(self, item):
        put_page_in_bin(item)

        assert put_page_in_bin(item) is None
        assert Deletion.objects.count() == 1

    def test_leaves_out_a_translation_that_somebody_deleted_just_before(self, item, english):
        before = put_page_in_bin(english)

        deletion = put_page_in_bin(item, translations=[english])

        assert [each.page_id for each in deletion.pages.all()] == [item.pk]
        assert [each.page_id for each in before.pages.all()] == [english.pk]
        assert deletion.languages == []

    def test_cannot_be_published_nor_moved_nor_deleted_behind_its_back(self, item, about, settings):
        settings.BIN_IS_GUARDED = True
        put_page_in_bin(item)
        page = reload(item).specific

        with pytest.raises(PublishingRefusedError):
            page.save_revision().publish()
        with pytest.raises(PublishingRefusedError):
            reload(item).move(about, pos="last-child")
        with pytest.raises(DeletedPastTheBinError):
            page.delete()


def vars_of(page):
    """Return what of a page must be as it was."""
    fields = ["live", "slug", "path", "url_path", "title", "live_revision_id"]
    return {name: getattr(page, name) for name in [*fields, "has_unpublished_changes"]}


class TestRestoring:
    def test_goes_to_the_nearest_page_that_is_left(self, home, about):
        above = publish(StandardPageFactory(parent=about, title="Werkwijze"))
        page = publish(StandardPageFactory(parent=above, title="Stappen"))
        deletion = put_page_in_bin(page)
        put_page_in_bin(above)

        restore_pages(deletion)

        assert reload(page).get_parent().pk == about.pk

    def test_asks_for_the_page_above_where_nothing_else_will_do(self, index, item):
        deletion = put_page_in_bin(item)
        put_page_in_bin(index)

        with pytest.raises(NoPlaceError, match="Keukentafel"):
            restore_pages(deletion)

    def test_gives_another_slug_where_that_is_taken(self, index, item):
        deletion = put_page_in_bin(item)
        NewsPageFactory(parent=index, title="Keukentafel", slug=item.slug)

        restore_pages(deletion)

        assert reload(item).slug == f"{item.slug}-2"
        assert reload(item).get_latest_revision_as_object().slug == f"{item.slug}-2"

    def test_of_what_may_not_go_live_gives_a_draft_and_says_why(self, item):
        deletion = put_page_in_bin(item)
        Page.objects.filter(pk=item.pk).update(expire_at="2020-01-01T00:00Z")

        restored = restore_pages(deletion)

        ((page, reasons),) = restored.drafts
        assert page.pk == item.pk
        assert "1 januari 2020" in reasons[0]
        assert not reload(item).live


class TestAPlan:
    """A version that appears by itself does not while it is in the bin, and does after that."""

    MOMENT = timezone.now() + timedelta(days=3)

    @pytest.fixture
    def planned(self, item):
        """The news item on the site, of which a next version appears in three days."""
        return publish(item, title="Later", go_live_at=self.MOMENT)

    def test_comes_back_too(self, planned):
        deletion = put_page_in_bin(planned)
        assert reload(planned).scheduled_revision is None

        restored = restore_pages(deletion)

        revision = reload(planned).scheduled_revision
        assert (revision.approved_go_live_at, revision.content["title"]) == (self.MOMENT, "Later")
        assert restored.missed == []

    def test_that_is_over_does_not_happen_at_once_but_is_told(self, planned, monkeypatch):
        deletion = put_page_in_bin(planned)
        later = self.MOMENT + timedelta(hours=1)
        monkeypatch.setattr(timezone, "now", lambda: later)

        restored = restore_pages(deletion)

        assert reload(planned).scheduled_revision is None
        ((page, moment),) = restored.missed
        assert (page.pk, moment) == (planned.pk, self.MOMENT)


class TestVisitors:
    def test_are_led_to_the_destination_until_the_page_is_back(self, client, item, english, about):
        translate(about, title="About us")
        urls = [item.url, english.url]

        deletion = put_page_in_bin(item, translations=list_translations(item), destination=about)

        answers = [client.get(url) for url in urls]
        assert [(each.status_code, each.url) for each in answers] == [
            (302, about.url),
            (302, about.get_translations().get().url),
        ]
        restore_pages(deletion)
        assert [client.get(url).status_code for url in urls] == [200, 200]
        assert not Redirect.objects.exists()

    def test_who_come_by_an_earlier_address_are_led_along(
        self, client, item, about, django_capture_on_commit_callbacks
    ):
        old = item.url
        with django_capture_on_commit_callbacks(execute=True):
            publish(item, slug="aan-tafel")

        deletion = put_page_in_bin(reload(item).specific, destination=about)

        assert client.get(old).url == about.url
        restore_pages(deletion)
        assert client.get(old).url == reload(item).url

    def test_who_come_by_a_short_address_can_until_the_end(self, client, item, about):
        """It is in print: temporary, so that it may lead elsewhere, and in the list of its page."""
        short = Redirect.add_redirect("/tafel", item, is_permanent=False)

        deletion = put_page_in_bin(item, destination=about)

        assert client.get("/tafel").url == about.url
        restore_pages(deletion)
        assert list(get_short_addresses(item)) == [short]
        assert client.get("/tafel").url == item.url
        throw_away(put_page_in_bin(item, destination=about))
        assert list(get_short_addresses(about)) == [short]

    def test_are_led_there_for_ever_when_the_bin_is_emptied(self, client, item, english, about):
        url, gone = item.url, english.url
        deletion = put_page_in_bin(item, destination=about)
        other = put_page_in_bin(english)

        throw_away(deletion)
        throw_away(other)

        assert client.get(url).status_code == 301
        assert client.get(gone).status_code == 410
        assert not Page.objects.filter(pk__in=[item.pk, english.pk]).exists()
