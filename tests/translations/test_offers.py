"""What is offered for the translation after somebody did something in Dutch, whichever way."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Workflow, WorkflowPage

from accounts.models import User
from tests.factories import PASSWORD, NewsIndexPageFactory, ThemeFactory
from tests.translations.steps import BOARD, get_dutch, get_english, make_short, translate

STILL_THERE = "staat nog op de site"
BEHIND = "loopt nu 1 passage achter"


@pytest.fixture(scope="module")
def kept_pages(kept_index, keep):
    """Two Dutch news items, each with a published translation, which stay for these tests."""
    with keep():
        for title in ["Markt", "Plein"]:
            translate(make_short(kept_index, title=title))
        yield


@pytest.fixture
def pages(kept_pages, index):
    return [get_dutch(title) for title in ["Markt", "Plein"]]


def do_in_bulk(client, action, pages, **data):
    """Press the button of a bulk action of Wagtail; return the screen that follows."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{query}&next=/admin/", data, follow=True)


class TestOnePage:
    def test_that_is_moved_below_a_private_one(self, admin, pages, home):
        hidden = NewsIndexPageFactory(parent=home, title="Besloten")
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        url = reverse("wagtailadmin_pages:move_confirm", args=[pages[0].pk, hidden.pk])

        assertContains(admin.post(url, follow=True), STILL_THERE)

    def test_that_an_approval_publishes(self, admin, editor, pages):
        page = pages[0].specific
        page.summary = "Met potten."
        page.save_revision()
        workflow = Workflow.objects.first()
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
        state = workflow.start(page, editor)
        task = state.current_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])

        admin.post(url, {"comment": ""})

        assertContains(admin.get("/admin/"), BEHIND)

    def test_that_was_restored_is_told_of_with_the_earlier_words(self, admin, pages):
        page = pages[0].specific
        page.summary = "Met potten."
        revision = page.save_revision()
        page.summary = "Met pannen."
        page.save_revision().publish()
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        revision.as_object().save_revision()

        response = admin.post(f"{url}?id={page.pk}&next=/admin/", follow=True)

        assertContains(response, BEHIND)

    def test_is_said_without_a_button_to_who_may_not(self, client, pages):
        group = Group.objects.create(name="Nederlands")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        dutch = Page.objects.get(depth=2, locale__language_code="nl")
        for name in ["change_page", "publish_page"]:
            right = Permission.objects.get(codename=name)
            GroupPagePermission.objects.create(group=group, page=dutch, permission=right)
        user = User.objects.create_user("redactie@example.org", PASSWORD)
        user.groups.add(group)
        client.force_login(user)
        unpublish = "wagtailadmin_pages:unpublish"

        response = client.post(reverse(unpublish, args=[pages[0].pk]), follow=True)

        assertContains(response, STILL_THERE)
        assertNotContains(response, reverse(unpublish, args=[get_english(pages[0]).pk]))


class TestManyPages:
    @pytest.mark.parametrize("action", ["unpublish", "delete"])
    def test_give_one_message_with_the_way_to_them(self, admin, pages, action):
        response = do_in_bulk(admin, action, pages)

        assertContains(response, "2 vertalingen in het Engels staan nog op de site", count=1)
        messages = "//*[@class='messages']//a/@href[starts-with(., $board)]"
        document = html.document_fromstring(response.content.decode())
        (link,) = document.xpath(messages, board=BOARD)
        rows = admin.get(link).context["object_list"]
        assert {row.title for row in rows} == {"EN Markt", "EN Plein"}

    def test_are_told_of_once_when_they_are_moved(self, admin, pages, home):
        place = NewsIndexPageFactory(parent=home, title="Archief")
        translate(place)

        response = do_in_bulk(admin, "move", pages, chooser=place.pk)

        assertContains(response, "staan nog op de oude plaats", count=1)
        assertNotContains(response, "staat nog op de oude plaats")
        english = [get_english(page).pk for page in pages]
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        (link,) = [
            each
            for each in response.content.decode().replace("&amp;", "&").split('"')
            if each.startswith(f"{url}?")
        ]
        assertContains(admin.get(link), "EN Markt")
        assert all(f"id={key}" in link for key in english)

    def test_are_told_of_when_they_are_published_together(self, admin, pages):
        for page in pages:
            page.summary = "Met potten."
            page.save_revision()

        response = do_in_bulk(admin, "publish", pages)

        assertContains(response, "2 vertalingen in het Engels lopen nu achter")


class TestASnippet:
    @pytest.fixture
    def theme(self, index):
        theme = ThemeFactory(name="Armoede", description="")
        translate(theme)
        return theme

    def test_is_told_of_when_it_is_saved(self, admin, theme):
        url = reverse("wagtailsnippets_teams_theme:edit", args=[theme.pk])
        data = {"name": "Armoede en schulden", "description": "", "slug": theme.slug}

        assertContains(admin.post(url, data, follow=True), BEHIND)


class TestWhatSavesByItself:
    def test_says_nothing(self, admin, pages):
        admin.post(
            reverse("wagtailadmin_pages:unpublish", args=[pages[0].pk]),
            headers={"accept": "application/json"},
        )

        assertNotContains(admin.get("/admin/"), STILL_THERE)
