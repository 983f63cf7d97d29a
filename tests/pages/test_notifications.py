"""One mail for each event and person, and somebody who gets it."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from accounts.models import User
from tests.factories import PASSWORD, StandardPageFactory, UserFactory


@pytest.fixture
def approvers(db):
    return Group.objects.create(name="Eindredactie")


@pytest.fixture
def submit(home, approvers, mailoutbox):
    """Submit a page for approval; return the addresses that are mailed, in order."""
    workflow = Workflow.objects.create(name="Eindredactie")
    task = GroupApprovalTask.objects.create(name="Nakijken")
    task.groups.add(approvers)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)

    def submit(user):
        page = StandardPageFactory(parent=home, title="Meedoen", live=False)
        page.save_revision()
        workflow.start(page, user)
        return sorted(address for mail in mailoutbox for address in mail.to)

    return submit


def add_writer(email, *groups):
    user = User.objects.create_user(email, PASSWORD)
    user.groups.add(*groups)
    return user


class TestSubmission:
    def test_is_mailed_to_who_approves_once(self, submit, approvers):
        writer = add_writer("schrijver@example.org", approvers)
        UserFactory(email="beheer@example.org").groups.add(approvers)
        add_writer("eind@example.org", approvers)
        UserFactory(email="anders@example.org")

        assert submit(writer) == ["beheer@example.org", "eind@example.org"]

    def test_is_mailed_to_administrators_where_nobody_else_can_approve(self, submit, approvers):
        writer = add_writer("schrijver@example.org", approvers)
        UserFactory(email="beheer@example.org")

        assert submit(writer) == ["beheer@example.org"]

    def test_of_an_administrator_is_not_mailed_back(self, submit):
        assert submit(UserFactory(email="beheer@example.org")) == []
