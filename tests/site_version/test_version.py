"""What visitors see has another version after each change, and after nothing else."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from news.models import NewsPage
from pages.models import ContactSettings
from site_version.version import get_version, read_version, reading
from teams.models import OpenCall
from tests.factories import (
    LibraryImageFactory,
    MessageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OpenCallFactory,
    PartnerFactory,
    RoleFactory,
    StandardPageFactory,
    SubscriberFactory,
    ThemeFactory,
    WorkTeamPageFactory,
)


@pytest.fixture
def item(home):
    return NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="Keukentafel")


@pytest.fixture
def changes(db):
    """A function that does something and returns whether that made another version."""

    def changes(do):
        before = read_version()
        do()
        return read_version() != before

    return changes


class TestChangesThatCount:
    def test_a_page(self, changes, item, home):
        other = NewsIndexPageFactory(parent=home, slug="elders")
        item.title = "Eettafel"

        assert changes(lambda: item.save_revision().publish())
        assert changes(lambda: item.move(other, pos="last-child"))
        assert changes(lambda: PageViewRestriction.objects.create(page=item))
        assert changes(lambda: PageViewRestriction.objects.all().delete())
        assert changes(item.unpublish)
        assert changes(item.save_revision().publish)
        assert changes(item.delete)

    def test_a_draft_that_goes_live_when_it_was_planned(self, changes, item):
        item.title = "Straks"
        an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
        item.save_revision(approved_go_live_at=an_hour_ago)

        assert changes(lambda: call_command("publish_scheduled"))
        assert not changes(lambda: call_command("publish_scheduled"))

    def test_rows_past_the_models(self, changes, item, home):
        with connection.cursor() as cursor:
            assert changes(lambda: cursor.execute("UPDATE news_newspage SET date = date + 1"))
            assert changes(lambda: cursor.execute("TRUNCATE news_relatednews"))
        assert changes(lambda: NewsPage.objects.update(summary="Anders"))

    def test_parts_of_a_page(self, changes, item, home):
        theme, role = ThemeFactory(), RoleFactory()
        call = OpenCallFactory(team=WorkTeamPageFactory(parent=home))

        roles, themes = OpenCall.roles.through.objects, NewsPage.themes.through.objects

        assert changes(lambda: roles.create(opencall_id=call.pk, role_id=role.pk))
        assert changes(lambda: themes.create(newspage_id=item.pk, theme_id=theme.pk))
        assert changes(call.delete)

    def test_settings_and_snippets(self, changes, home):
        partner, theme = PartnerFactory(), ThemeFactory()

        assert changes(lambda: ContactSettings.objects.update_or_create(site=home.get_site()))
        assert changes(lambda: type(partner).objects.update(name="Anders"))
        assert changes(theme.delete)

    def test_pictures(self, changes, db):
        image = LibraryImageFactory()

        assert changes(lambda: image.get_rendition("width-720"))
        assert changes(lambda: type(image).objects.update(description="Een tafel"))

    def test_a_day_that_begins(self, changes, now, monkeypatch):
        tomorrow = now + datetime.timedelta(days=1)

        assert changes(lambda: monkeypatch.setattr(timezone, "now", lambda: tomorrow))


class TestChangesThatDoNotCount:
    def test_a_draft(self, changes, item, editor, home):
        item.title = "Nog niet"

        assert not changes(lambda: item.save_revision(user=editor))
        assert not changes(lambda: Page.objects.filter(pk=item.pk).update(locked=True))
        assert not changes(lambda: StandardPageFactory(parent=home, live=False))
        assert not changes(lambda: NewsPageFactory(parent=item.get_parent(), slug="x", live=False))

    def test_what_only_staff_see(self, changes, editor):
        image = LibraryImageFactory()

        assert not changes(lambda: LibraryImageFactory())
        assert not changes(lambda: image.get_rendition("max-165x165"))
        assert not changes(lambda: type(image).objects.update(source="Van de fotograaf"))
        assert not changes(editor.save)

    def test_what_visitors_send(self, changes):
        assert not changes(MessageFactory)
        assert not changes(SubscriberFactory)
        assert not changes(lambda: Session.objects.create(expire_date=timezone.now()))

    def test_what_is_stored_as_it_was(self, changes, item):
        assert not changes(lambda: NewsPage.objects.get(pk=item.pk).save())


class TestTransaction:
    def test_sees_its_own_changes_and_each_has_a_version(self, item):
        first = read_version()
        NewsPage.objects.update(summary="Een")
        second = read_version()
        NewsPage.objects.update(summary="Twee")

        assert len({first, second, read_version()}) == 3
        assert not read_version().is_committed

    def test_has_the_version_of_before_after_it_was_undone(self, item):
        before = read_version()

        with transaction.atomic():
            NewsPage.objects.update(summary="Toch niet")
            undone = read_version()
            transaction.set_rollback(True)
        after = read_version()
        NewsPage.objects.update(summary="Toch wel")

        assert after == before
        assert read_version() not in [before, undone]


class TestReading:
    def test_reads_the_version_once(self, db, django_assert_num_queries):
        with reading(), django_assert_num_queries(1):
            assert get_version() == get_version()

    def test_ends_with_its_block(self, item):
        with reading():
            before = get_version()
        HomePage.objects.update(summary="Anders")

        assert get_version() != before
