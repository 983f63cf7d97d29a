"""No page goes live while a rule says why not, whatever the way; and nothing of it is lost."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail import hooks
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from pages.models import StandardPage
from pages.publishing import REFUSED, RULES, PublishingRefusedError, list_reasons
from tests.factories import StandardPageFactory, get_home

REASON = "Een reden om te wachten."


@pytest.fixture(scope="module")
def kept(keep):
    """A draft and a published page, which stay for a module of tests."""
    with keep():
        home = get_home()
        StandardPageFactory(parent=home, title="Meedoen", live=False)
        StandardPageFactory(parent=home, title="Doel").save_revision().publish()
        yield


@pytest.fixture
def draft(kept, db):
    """A draft that no rule is against."""
    return StandardPage.objects.get(title="Meedoen")


@pytest.fixture
def page(kept, db):
    """A published page."""
    return StandardPage.objects.get(title="Doel")


@pytest.fixture
def refuse():
    """A rule, of whatever app, that is against every page whose summary says so."""

    def list_waiting(page):
        return [REASON] if page.summary == "Wacht." else []

    with hooks.register_temporarily(RULES, list_waiting):
        yield


def write(page, **fields):
    """Return a revision of a page with other fields."""
    page = Page.objects.get(pk=page.pk).specific
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()


def reload(page):
    return StandardPage.objects.get(pk=page.pk)


def get_form(admin, page):
    """Return what the editing form of a page would send when somebody changed its summary."""
    form = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "Wacht.",
        "lead_image": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **{name: "" for name in form.fields if name not in {"title", "slug", "summary"}},
    }


@pytest.mark.usefixtures("refuse")
class TestTheGate:
    def test_asks_the_rules_of_every_app(self, draft):
        draft.summary = "Wacht."

        assert list_reasons(draft) == [REASON]

    def test_refuses_code(self, draft):
        revision = write(draft, summary="Wacht.")

        with pytest.raises(PublishingRefusedError) as refused:
            revision.publish()

        assert refused.value.messages == [REASON]
        assert not reload(draft).live
        assert reload(draft).get_latest_revision_as_object().summary == "Wacht."

    def test_leaves_what_visitors_see(self, page):
        with pytest.raises(PublishingRefusedError):
            write(page, summary="Wacht.").publish()

        assert reload(page).live
        assert reload(page).summary == ""

    def test_refuses_an_earlier_version(self, page):
        earlier = write(page, summary="Wacht.")
        write(page, summary="Verder.").publish()

        with pytest.raises(PublishingRefusedError):
            earlier.publish()
        assert reload(page).summary == "Verder."

    def test_refuses_a_page_that_is_made_live(self, home):
        with pytest.raises(PublishingRefusedError):
            StandardPageFactory(parent=home, title="Nieuw", summary="Wacht.")

        assert not StandardPage.objects.filter(title="Nieuw").exists()

    def test_refuses_a_copy_that_would_be_live(self, page, home):
        StandardPage.objects.filter(pk=page.pk).update(summary="Wacht.")

        with pytest.raises(PublishingRefusedError):
            reload(page).copy(to=home, update_attrs={"slug": "kopie"})

    def test_lets_an_alias_be_a_draft(self, page):
        alias = page.create_alias(update_slug="anders")
        StandardPage.objects.filter(pk=page.pk).update(summary="Wacht.")

        later_alias = reload(page).create_alias(update_slug="later")
        reload(page).update_aliases()

        assert not later_alias.live
        assert not reload(alias).live

    def test_refuses_a_date(self, page):
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        revision = write(page, summary="Wacht.", go_live_at=tomorrow)

        with pytest.raises(PublishingRefusedError):
            revision.publish()

        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()

    def test_is_passed_by_what_visitors_see_already(self, page):
        StandardPage.objects.filter(pk=page.pk).update(summary="Wacht.")

        reload(page).save()

        assert reload(page).live


@pytest.mark.usefixtures("refuse")
class TestADateThatCame:
    @pytest.fixture
    def late(self, draft):
        """A draft whose date was right when it was set, and that may not go live any more."""
        revision = write(draft, summary="Wacht.")
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
        call_command("publish_scheduled")
        return reload(draft)

    def test_leaves_a_draft_without_a_date(self, late):
        assert not late.live
        assert late.has_unpublished_changes
        assert not late.revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_does_not_keep_others_back(self, draft, page):
        for each, summary in [(draft, "Wacht."), (page, "Klaar.")]:
            revision = write(each, summary=summary)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())

        call_command("publish_scheduled")

        assert reload(page).summary == "Klaar."

    def test_is_told_in_the_history(self, late, admin):
        answer = admin.get(reverse("wagtailadmin_pages:history", args=[late.pk]))

        assert PageLogEntry.objects.filter(page=late, action=REFUSED).count() == 1
        assertContains(answer, REASON)

    def test_is_told_on_the_dashboard_until_somebody_works_on_it(self, late, admin):
        dashboard = reverse("wagtailadmin_home")

        assertContains(admin.get(dashboard), REASON)
        late.save_revision(log_action=True)
        assertNotContains(admin.get(dashboard), REASON)


@pytest.mark.usefixtures("refuse")
class TestScreens:
    @pytest.mark.parametrize("button", ["action-publish", "plan"])
    def test_keep_what_was_typed_when_the_button_is_refused(self, page, admin, button):
        dates = {"go_live_at": "2099-01-01", "go_live_at_time": "10:00"}
        data = {**get_form(admin, page), **dates, "action-publish": button}

        answer = admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)

        assertContains(answer, REASON)
        assertContains(answer, "Wacht.")
        assert reload(page).summary == ""
        assert not reload(page).revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_keep_a_new_page_as_a_draft(self, home, page, admin):
        data = {**get_form(admin, page), "title": "Nieuw", "slug": "nieuw", "action-publish": "1"}
        url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])

        answer = admin.post(url, data, follow=True)

        assertContains(answer, REASON)
        assert not StandardPage.objects.get(title="Nieuw").live

    def test_publish_of_many_pages_those_that_may(self, draft, page, home, admin):
        write(draft, summary="Wacht.")
        write(page, summary="Klaar.")
        other = StandardPageFactory(parent=draft, title="Kind", live=False)
        write(other, summary="Wacht.")
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        answer = admin.post(
            f"{url}?id={draft.pk}&id={page.pk}", {"include_descendants": "on"}, follow=True
        )

        assert not reload(draft).live
        assert not reload(other).live
        assert reload(page).summary == "Klaar."
        said = [str(message) for message in answer.context["messages"]]
        assert [REASON in message for message in said].count(True) == 2
        assert any("Meedoen" in message for message in said)

    def test_leave_an_approval_to_be_given_later(self, draft, home, admin, editor):
        workflow = Workflow.objects.create(name="Nakijken", active=True)
        task = GroupApprovalTask.objects.create(name="Nakijken", active=True)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=home)
        write(draft, summary="Wacht.")
        state = workflow.start(reload(draft), editor)
        url = reverse(
            "wagtailadmin_pages:workflow_action",
            args=[draft.pk, "approve", state.current_task_state.pk],
        )

        answer = admin.post(url, {"comment": ""}, follow=True)

        assertContains(answer, REASON)
        assert not reload(draft).live
        state.refresh_from_db()
        assert state.status == state.STATUS_IN_PROGRESS

    def test_of_copying_say_why_a_copy_is_not_published(self, page, home, admin):
        StandardPage.objects.filter(pk=page.pk).update(summary="Wacht.")
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])
        data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": home.pk}

        answer = admin.post(url, {**data, "publish_copies": "on"}, follow=True)

        assertContains(answer, REASON)
        assert not StandardPage.objects.filter(slug="kopie").exists()


class TestAnExpiryThatPassed:
    @pytest.fixture
    def expired(self, page):
        date = timezone.now().replace(second=0, microsecond=0) - datetime.timedelta(days=3)
        StandardPage.objects.filter(pk=page.pk).update(live=False, expired=True, expire_at=date)
        write(page)
        return reload(page)

    def fill(self, expired, **fields):
        date = timezone.localtime(expired.expire_at).strftime("%Y-%m-%d %H:%M")
        return {
            "title": "Verder",
            "slug": expired.slug,
            "summary": "",
            "expire_at": date,
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            **fields,
        }

    def test_does_not_keep_an_editor_from_saving(self, expired, admin):
        url = reverse("wagtailadmin_pages:edit", args=[expired.pk])

        admin.post(url, self.fill(expired))

        assert reload(expired).title == "Verder"

    def test_is_forgotten_when_the_page_is_published_again(self, expired, admin):
        url = reverse("wagtailadmin_pages:edit", args=[expired.pk])

        admin.post(url, self.fill(expired, **{"action-publish": "action-publish"}))

        assert reload(expired).live
        assert reload(expired).expire_at is None

    def test_is_named_when_the_page_is_published_from_a_list(self, expired, admin):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        answer = admin.post(f"{url}?id={expired.pk}", follow=True)

        assert any("De einddatum was" in str(each) for each in answer.context["messages"])
        assert not reload(expired).live
