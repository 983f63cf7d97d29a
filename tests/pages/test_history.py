"""The history of a page: by day, what was kept by itself in one line, and put back as a draft."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry

from tests.factories import StandardPageFactory


@pytest.fixture
def page(home):
    return StandardPageFactory(parent=home, title="Doel")


def save(page, user, title, **options):
    """Return a new version of a page, as its form keeps it."""
    page = Page.objects.get(pk=page.pk).specific
    page.title = title
    # Each request has one of its own.
    with LogContext(user=user):
        return page.save_revision(user=user, log_action=True, **options)


def get_history(admin, page):
    return admin.get(reverse("wagtailadmin_pages:history", args=[page.pk]))


def list_events(response):
    return [event for _day, events in response.context["days"] for event in events]


class TestHistory:
    def test_has_a_heading_for_each_day(self, admin, editor, page):
        old = save(page, editor, "Doel 1")
        entries = PageLogEntry.objects.filter(revision=old)
        entries.update(timestamp=entries.get().timestamp - timedelta(days=3))
        save(page, editor, "Doel 2")

        days = get_history(admin, page).context["days"]

        # The page was made today, too.
        assert [len(events) for _day, events in days] == [2, 1]

    def test_says_in_one_line_how_often_it_was_kept(self, admin, editor, page):
        revision = save(page, editor, "Doel 1")
        for number in range(3):
            save(page, editor, f"Doel {number}", overwrite_revision=revision)

        response = get_history(admin, page)

        event, _made = list_events(response)
        assert "4 keer bewaard" in event.marks
        assertContains(response, editor.get_full_name())

    def test_has_what_was_done_to_several_pages_at_once(self, admin, editor, home, page):
        other = StandardPageFactory(parent=home, title="Middelen")

        with LogContext(user=editor):
            for each in [page, other]:
                each.unpublish(user=editor)

        for each in [page, other]:
            event = list_events(get_history(admin, each))[0]
            assert event.words == "Publicatie ongedaan gemaakt"

    def test_offers_what_an_earlier_version_looked_like(self, admin, editor, page):
        save(page, editor, "Doel 1")
        save(page, editor, "Doel 2")

        response = get_history(admin, page)

        assertContains(response, "Zo zag het eruit")
        assertContains(response, "Vergelijk met nu")
        assertNotContains(response, "Beoordeel deze versie")

    def test_takes_as_many_queries_when_it_is_long(
        self, admin, editor, page, django_assert_max_num_queries
    ):
        numbers = []
        for _more in range(2):
            for number in range(4):
                save(page, editor, f"Doel {number}")
            get_history(admin, page)
            with django_assert_max_num_queries(200) as queries:
                get_history(admin, page)
            numbers.append(len(queries))

        assert numbers[0] == numbers[1]


class TestPuttingBack:
    @pytest.fixture
    def old(self, editor, page):
        """An earlier version of a page that is published as it is now."""
        old = save(page, editor, "Toen")
        save(page, editor, "Nu").publish()
        return old

    def test_makes_a_draft_and_says_so(self, admin, page, old):
        (event,) = [each for each in list_events(get_history(admin, page)) if each.put_back_url]

        response = admin.post(event.put_back_url, follow=True)

        assertContains(response, "Bezoekers zien die pas als u publiceert.")
        now = Page.objects.get(pk=page.pk)
        assert (now.title, now.has_unpublished_changes) == ("Nu", True)
        assert now.get_latest_revision_as_object().title == "Toen"

    def test_is_for_who_may_edit(self, client, page, old):
        url = reverse("page_history:put_back", args=[page.pk, old.pk])

        client.post(url)

        assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Nu"
