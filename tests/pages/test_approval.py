"""A writer sends a page to the editors; both are told what became of it.

The pages go through the way of approval that every site has, for whatever page.
"""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from tests.factories import PASSWORD, StandardPageFactory, UserFactory


def make_user(name, *roles):
    user = User.objects.create_user(
        f"{name.lower()}@example.org", PASSWORD, first_name=name, last_name="Voorbeeld"
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def writer(home):
    return make_user("Wil", "Meeschrijver")


@pytest.fixture
def approver(client, home):
    user = make_user("Ria", "Redactie", "Lezersgegevens")
    client.force_login(user)
    return user


@pytest.fixture
def page(home, writer, mailoutbox):
    """A page that the writer submitted."""
    page = StandardPageFactory(parent=home, title="Meedoen", live=False)
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    return page


def decide(client, page, action, **data):
    """Press a button about the page on the first screen."""
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, data, follow=True)


def approve_in_editor(client, page):
    """Press the button below the form of the page."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = {
        "title": "Meedoen",
        "slug": page.slug,
        "summary": "",
        "body-count": 0,
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
    }
    for formset in client.get(address).context["form"].formsets.values():
        prefix = formset.prefix
        fields |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return client.post(address, fields, follow=True)


def is_said(response, words):
    return any(words in str(message) for message in response.context["messages"])


class TestTheWriter:
    def test_submits_and_does_not_publish(self, client, home, writer):
        page = StandardPageFactory(parent=home, live=False)
        client.force_login(writer)

        screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

        assertContains(screen, "Ter controle sturen")
        assertNotContains(screen, 'name="action-publish"')

    def test_is_told_by_email_that_it_is_on_the_site(self, client, approver, page, mailoutbox):
        mailoutbox.clear()

        decide(client, page, "approve")

        (mail,) = mailoutbox
        assert mail.to == ["wil@example.org"]
        assert mail.subject == "“Meedoen” is goedgekeurd"
        assert "staat op de site" in mail.body

    def test_is_told_by_email_what_to_change(self, client, approver, page, mailoutbox):
        mailoutbox.clear()

        decide(client, page, "reject", comment="De datum ontbreekt.")

        (mail,) = mailoutbox
        assert mail.to == ["wil@example.org"]
        assert mail.subject == "“Meedoen” moet eerst anders"
        assert "De datum ontbreekt." in mail.body
        assert "Ria Voorbeeld" in mail.body


class TestWhoApproves:
    def test_gets_one_email_about_it(self, approver, page, mailoutbox):
        (mail,) = mailoutbox

        assert mail.to == ["ria@example.org"]
        assert mail.subject == "“Meedoen” wacht op uw controle"
        assert "Wil Voorbeeld" in mail.body

    def test_are_the_administrators_where_there_are_no_editors(self, home, writer, mailoutbox):
        UserFactory(email="beheer@example.org")
        page = StandardPageFactory(parent=home, live=False)
        page.save_revision(user=writer)

        page.get_workflow().start(page, writer)

        assert [mail.to for mail in mailoutbox] == [["beheer@example.org"]]

    def test_is_told_that_it_is_on_the_site(self, client, approver, page):
        response = decide(client, page, "approve")

        assert is_said(response, "“Meedoen” is goedgekeurd en staat op de site.")
        page.refresh_from_db()
        assert page.live

    def test_is_told_that_it_went_back(self, client, approver, page):
        response = decide(client, page, "reject", comment="De datum ontbreekt.")

        assert is_said(response, "“Meedoen” ligt weer bij de schrijver")

    def test_is_told_that_alone_in_the_editor_too(self, client, approver, page):
        response = approve_in_editor(client, page)

        (message,) = response.context["messages"]
        assert "“Meedoen” is goedgekeurd en staat op de site." in str(message)

    def test_is_told_that_it_was_saved_if_somebody_else_decided(self, client, approver, page):
        decide(client, page, "reject", comment="De datum ontbreekt.")

        response = approve_in_editor(client, page)

        assert not is_said(response, "goedgekeurd")
        assert is_said(response, "bewaard als concept")
