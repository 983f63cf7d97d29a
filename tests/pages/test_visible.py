"""Whose titles the page chooser shows to whom."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import PageViewRestriction

from accounts.models import User
from tests.factories import PASSWORD, StandardPageFactory


@pytest.fixture
def draft(home):
    return StandardPageFactory(parent=home, title="Fusie met de buren", live=False)


@pytest.fixture
def private(home):
    page = StandardPageFactory(parent=home, title="Besloten vergadering")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


@pytest.fixture
def member(client, home):
    """Somebody of the staff who looks after colleagues, and has nothing to do with pages."""
    StandardPageFactory(parent=home, title="Wie wij zijn")
    user = User.objects.create_user("beheer@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name="Beheer"))
    client.force_login(user)
    return client


class TestThePageChooser:
    def test_shows_who_edits_no_pages_what_visitors_see(self, member, home, draft, private):
        response = member.get(reverse("wagtailadmin_choose_page_child", args=[home.pk]))

        assertContains(response, "Wie wij zijn")
        assertNotContains(response, draft.title)
        assertNotContains(response, private.title)

    def test_finds_no_draft_for_them(self, member, draft):
        address = reverse("wagtailadmin_choose_page_search")

        assertNotContains(member.get(address, {"q": "Fusie"}), draft.title)

    def test_opens_no_draft_for_them(self, member, draft):
        response = member.get(reverse("wagtailadmin_choose_page_child", args=[draft.pk]))

        assert response.status_code == 404

    def test_gives_no_draft_by_its_key(self, member, draft):
        address = reverse("wagtailadmin_choose_page_chosen_multiple")

        assert member.get(f"{address}?id={draft.pk}").status_code == 404

    def test_shows_drafts_to_who_edits_pages(self, client, home, draft):
        user = User.objects.create_user("redactie@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name="Redactie"))
        client.force_login(user)

        response = client.get(reverse("wagtailadmin_choose_page_child", args=[home.pk]))

        assertContains(response, draft.title)

    @pytest.mark.parametrize("keys", ["id=x", "id=1&id=-1", "id=9" + "9" * 30, "id="])
    def test_answers_odd_keys(self, admin, home, keys):
        names = [
            *["wagtailadmin_choose_page_chosen_multiple", "wagtailimages_chooser:chosen_multiple"],
            *["wagtaildocs_chooser:chosen_multiple"],
            "wagtailsnippetchoosers_teams_theme:chosen_multiple",
        ]

        answers = {name: admin.get(f"{reverse(name)}?{keys}").status_code for name in names}

        assert answers == dict.fromkeys(names, 404)

    @pytest.mark.parametrize(
        "path",
        [
            "api/main/pages/find/?id=x",
            "api/main/images/find/?id=x",
            "api/main/documents/find/?id=x",
            "choose-page/?user_perms=move_to&target_pages[]=x",
            "bulk/wagtailcore/page/delete/?id=x",
            "bulk/library/image/delete/?id=x",
        ],
    )
    def test_has_brothers_that_answer_odd_keys(self, admin, home, path):
        assert admin.get(f"/admin/{path}").status_code in {302, 404}
