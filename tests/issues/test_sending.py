from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Page

from bin.deleting import put_page_in_bin
from delivery import mailings
from delivery.models import Mailing
from issues.advising import list_remarks
from issues.drafts import read_version
from issues.models import IssuePage
from issues.sending import NotSentError, send, take_back
from issues.trying import mail_trial, try_issue
from pages.publishing import PublishingRefusedError
from tests.factories import IssuePageFactory, SubscriberFactory, UserFactory, make_onlooker

pytestmark = pytest.mark.django_db
Status = Mailing.Status


def get_url(issue, step="send"):
    return reverse(f"issues:{step}", args=[issue.pk])


def reload(issue):
    return IssuePage.objects.get(pk=issue.pk)


def try_out(issue, user):
    """Have a test mail of an issue sent."""
    mail_trial.call(try_issue(issue, user, user).pk)


@pytest.fixture(scope="class")
def kept_tested(kept_issue, keep):
    """The key of an issue of which this version was tested, for a class of tests."""
    with keep():
        try_out(IssuePage.objects.get(pk=kept_issue), UserFactory())
        yield kept_issue


@pytest.fixture
def tested(kept_tested, db):
    """An issue in both languages of which this version was tested."""
    return IssuePage.objects.get(pk=kept_tested)


@pytest.fixture
def sender(client):
    """A client of somebody who may send the newsletter, and may do nothing with pages."""
    user = make_onlooker()
    user.groups.add(get_group("Nieuwsbrief verzenden"))
    client.force_login(user)
    return client


def press_send(client, issue, **fields):
    fingerprint = read_version(reload(issue)).fingerprint
    return client.post(get_url(issue), {"action": "send", "fingerprint": fingerprint, **fields})


def list_subjects(issue):
    renderings = reload(issue).mailing.renderings
    return sorted(renderings.values_list("language", "subject"))


class TestBeforeSending:
    def test_asks_for_a_test_of_this_very_version(self, admin, bilingual, editor):
        press_send(admin, bilingual)
        assert reload(bilingual).mailing is None

        try_out(bilingual, editor)
        draft = bilingual.get_latest_revision_as_object()
        draft.preview_line = "Anders."
        draft.save_revision()
        press_send(admin, bilingual)
        assert reload(bilingual).mailing is None

        try_out(reload(bilingual), editor)
        press_send(admin, bilingual)
        assert reload(bilingual).mailing.status == Status.SCHEDULED

    def test_asks_for_a_subject_in_each_language(self, admin, bilingual, editor):
        draft = bilingual.get_latest_revision_as_object()
        draft.subject = "Een ander onderwerp"
        draft.save_revision()
        try_out(reload(bilingual), editor)

        press_send(admin, bilingual)

        assert reload(bilingual).mailing is None
        assert "De versie in het Engels heeft geen onderwerp" in get_text(admin, bilingual)


class TestSending:
    def test_says_to_how_many_in_each_language(self, admin, tested):
        for language in ["nl", "nl", "en"]:
            SubscriberFactory(language=language)

        text = " ".join(get_text(admin, tested).split())

        assert "Aan 3 abonnees" in text
        assert 'Nederlands: 2. Onderwerp: <span lang="nl">Aan de keukentafel<' in text
        assert 'Engels: 1. Onderwerp: <span lang="en">EN Aan de keukentafel<' in text

    def test_begins_after_ten_minutes(self, admin, tested):
        press_send(admin, tested)

        left = reload(tested).mailing.starts_at - timezone.now()
        assert timedelta(minutes=9) < left <= timedelta(minutes=10)
        assert list_subjects(tested) == [
            ("en", "EN Aan de keukentafel"),
            ("nl", "Aan de keukentafel"),
        ]

    def test_can_be_planned_and_no_earlier_than_now(self, admin, tested):
        press_send(admin, tested, starts_at="2020-01-01", starts_at_time="09:00")
        assert reload(tested).mailing is None

        press_send(admin, tested, starts_at="2099-01-01", starts_at_time="09:00")
        assert timezone.localtime(reload(tested).mailing.starts_at).hour == 9

    def test_is_done_once_however_often_it_is_pressed(self, admin, tested, editor):
        fingerprint = read_version(tested).fingerprint
        for _press in range(2):
            admin.post(get_url(tested), {"action": "send", "fingerprint": fingerprint})

        with pytest.raises(NotSentError, match="al verstuurd"):
            send(tested, fingerprint, editor)
        assert Mailing.objects.count() == 1

    def test_is_not_changed_by_what_is_written_since(self, admin, tested):
        stale = tested.get_latest_revision_as_object()
        press_send(admin, tested)

        stale.subject = "Iets anders"
        stale.save_revision().publish()

        assert ("nl", "Aan de keukentafel") in list_subjects(tested)
        assert reload(tested).subject == "Iets anders"

    def test_is_for_who_has_that_right(self, client, tested):
        writer = make_onlooker()
        writer.groups.add(get_group("Redactie"))
        client.force_login(writer)
        assert "rol “Nieuwsbrief verzenden”" in get_text(client, tested)
        assert press_send(client, tested).status_code == 403
        assert reload(tested).mailing is None

        writer.groups.add(get_group("Nieuwsbrief verzenden"))
        press_send(client, tested)
        assert reload(tested).mailing

    def test_needs_no_right_to_write(self, sender, tested):
        listed = sender.get(reverse("issues_list:index"))
        assertContains(listed, get_url(tested))
        assertNotContains(listed, "Nieuwsbrief toevoegen")
        for step, status in [("look", 200), ("check", 200), ("send", 200), ("choose", 302)]:
            assert sender.get(get_url(tested, step)).status_code == status
        assertNotContains(sender.get(get_url(tested)), get_url(tested, "gaps"))
        press_send(sender, tested)
        assert reload(tested).mailing


class TestTheIssueOnTheSite:
    def test_is_there_when_the_mails_are_and_in_both_languages(
        self, sender, tested, monkeypatch, django_capture_on_commit_callbacks
    ):
        press_send(sender, tested)
        assert list_live(tested) == []

        mailing = reload(tested).mailing
        just_before = mailing.starts_at - timedelta(minutes=1)
        monkeypatch.setattr(timezone, "now", lambda: just_before)
        with django_capture_on_commit_callbacks(execute=True):
            call_command("publish_scheduled")

        assert list_live(tested) == ["en", "nl"]

        sender.post(get_url(tested), {"action": "take_back"})
        assert list_live(tested) == []

    def test_is_not_there_when_it_was_taken_back(self, admin, tested, editor):
        press_send(admin, tested)

        admin.post(get_url(tested), {"action": "take_back"})

        page = reload(tested)
        assert page.mailing.was_taken_back
        said = admin.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
        assert "Is toch niet verstuurd" in said
        assert "Is verstuurd of ingepland" in said
        assert page.scheduled_revision is None
        assert "Nodig voor het versturen" not in get_text(admin, tested)
        press_send(admin, tested)
        assert reload(tested).mailing.status == Status.SCHEDULED

    def test_is_not_put_there_by_hand(self, admin, tested, editor):
        form = reverse("wagtailadmin_pages:edit", args=[tested.pk])
        assert admin.get(form).context["action_menu"].default_item.name == "action-save-draft"
        assertNotContains(admin.get(form), "Plannen…")

        with pytest.raises(PublishingRefusedError, match="vanzelf op de site"):
            reload(tested).get_latest_revision().publish()

        press_send(admin, tested)
        take_back(reload(tested), editor)
        with pytest.raises(PublishingRefusedError, match="vanzelf op de site"):
            reload(tested).get_latest_revision().publish()

    def test_is_not_copied_to_there(self, issue):
        shown = IssuePageFactory(parent=issue.get_parent(), slug="te-zien")

        with pytest.raises(PublishingRefusedError, match="vanzelf op de site"):
            shown.copy(update_attrs={"slug": "kopie"})

    def test_may_be_changed_by_hand_once_mails_leave(self, admin, tested):
        press_send(admin, tested)
        Mailing.objects.update(starts_at=timezone.now())
        mailings.start_due()

        form = admin.get(reverse("wagtailadmin_pages:edit", args=[tested.pk]))

        assert form.context["action_menu"].default_item.name == "action-publish"

    def test_takes_the_mails_along_when_it_is_kept_away(self, admin, tested):
        press_send(admin, tested)
        form = admin.get(reverse("wagtailadmin_pages:edit", args=[tested.pk])).content.decode()
        assert reverse("withdraw_plan", args=[tested.pk]) in form
        assert "Wijzig</button>" not in form

        admin.post(reverse("withdraw_plan", args=[tested.pk]))

        assert reload(tested).mailing.was_taken_back

    @pytest.mark.parametrize("is_alone", [True, False])
    def test_takes_the_mails_along_into_the_bin(self, admin, tested, is_alone):
        press_send(admin, tested)
        issue = reload(tested)

        put_page_in_bin(issue if is_alone else issue.get_parent())

        assert Mailing.objects.get().was_taken_back

    def test_is_taken_back_once(self, admin, tested, editor):
        press_send(admin, tested)

        assert take_back(reload(tested), editor)
        assert not take_back(reload(tested), editor)


class TestProgress:
    def test_can_be_paused_resumed_and_stopped(self, admin, tested):
        SubscriberFactory(language="nl")
        SubscriberFactory(language="en")
        press_send(admin, tested)
        Mailing.objects.update(starts_at=timezone.now())
        mailings.start_due()

        for action, status in [
            ("pause", Status.PAUSED),
            ("resume", Status.SENDING),
            ("cancel", Status.CANCELLED),
        ]:
            admin.post(get_url(tested), {"action": action})
            assert reload(tested).mailing.status == status
        assert "0 van 2 mails" not in get_text(admin, tested)
        assert "data-renew" not in get_text(admin, tested)

        press_send(admin, tested)
        assert Mailing.objects.count() == 1

    def test_says_how_far_it_is(self, admin, tested):
        SubscriberFactory(language="nl")
        press_send(admin, tested)
        Mailing.objects.update(starts_at=timezone.now())
        mailings.start_due()

        assert "0 van 1 mails" in get_text(admin, tested)
        assert 'data-state="sending" data-renew="5"' in get_text(admin, tested)
        assert "Helemaal stoppen" not in get_text(admin, tested)

        admin.post(get_url(tested), {"action": "pause"})
        assert "Helemaal stoppen" in get_text(admin, tested)


class TestAdvice:
    def test_names_what_is_undecided_and_untranslated(self, bilingual):
        texts = [each.text for each in list_remarks(bilingual, read_version(bilingual))]

        assert any("1 onderdeel is er niet in het Engels" in text for text in texts)

    def test_names_what_is_off_the_site(self, bilingual, buurthuis):
        buurthuis.specific.unpublish()

        texts = [each.text for each in list_remarks(bilingual, read_version(bilingual))]

        assert any("1 onderdeel staat niet meer op de site" in text for text in texts)


class TestLooking:
    @pytest.mark.parametrize("look", ["mail", "phone", "dark", "without-pictures", "text"])
    def test_shows_each_edition(self, admin, bilingual, look):
        response = admin.get(get_url(bilingual, "look"), {"language": "en", "look": look})
        mail = admin.get(get_url(bilingual, "mail"), {"language": "en", "look": look})

        assert "EN Aan de keukentafel" in response.content.decode()
        assert "EN Keukentafel" in mail.content.decode()
        assert "script-src" not in mail["Content-Security-Policy"]


def list_live(issue):
    pages = Page.objects.filter(translation_key=issue.translation_key, live=True)
    return sorted(pages.values_list("locale__language_code", flat=True))


def get_group(name):
    return Group.objects.get(name=name)


def get_text(client, issue):
    return client.get(get_url(issue)).content.decode()
