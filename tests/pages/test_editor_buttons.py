"""The button in sight below the editor is the one that somebody came for."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from tests.factories import StandardPageFactory


@pytest.fixture
def draft(home):
    return StandardPageFactory(parent=home, title="Meedoen", live=False)


@pytest.fixture
def no_approval():
    WorkflowPage.objects.all().delete()


@pytest.fixture
def approval(no_approval, home):
    """A Workflow in which somebody approves every page."""
    workflow = Workflow.objects.create(name="Nakijken", active=True)
    task = GroupApprovalTask.objects.create(name="Nakijken", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    return workflow


def open_form(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def get_first(client, page):
    """Return the name of the button in sight."""
    return open_form(client, page).context["action_menu"].default_item.name


def test_publishes(draft, admin):
    assert get_first(admin, draft) == "action-publish"
    assertContains(open_form(admin, draft), "Plannen…")


def test_publishes_a_new_page(home, admin):
    url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])

    answer = admin.get(url)

    assert answer.context["action_menu"].default_item.name == "action-publish"
    assertContains(answer, "Nog niets bewaard")


@pytest.mark.usefixtures("approval")
def test_submits_where_somebody_else_publishes(draft, writer, client):
    client.force_login(writer)

    assert get_first(client, draft) == "action-submit"
    assertContains(open_form(client, draft), "Ter controle sturen")


@pytest.mark.usefixtures("no_approval")
def test_saves_where_nobody_approves(draft, writer, client):
    client.force_login(writer)

    assert get_first(client, draft) == "action-save-draft"


def test_approves_what_was_submitted(draft, approval, writer, admin):
    draft.save_revision()
    approval.start(draft, writer)

    assert get_first(admin, draft) == "approve"


def test_publishes_at_once_what_is_planned(draft, admin):
    draft.go_live_at = "2099-12-01T09:00:00+01:00"
    draft.save_revision().publish()

    assertContains(open_form(admin, draft), "Publiceren")
