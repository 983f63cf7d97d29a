import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from background.queue import QueueRunner
from issues.drafts import read_version
from issues.models import TrialMail
from issues.trying import mail_trial, try_issue
from newsletter.models import Subscriber
from tests.factories import SubscriberFactory, UserFactory

pytestmark = pytest.mark.django_db

# Whatever tells who gets the newsletter.
GUARDED = ["newsletter_subscriber", "newsletter_subscription", "delivery_delivery"]


@pytest.fixture
def role():
    """Somebody in the database who may do everything but see who gets the newsletter."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE without_the_list")
        for kind in ["TABLES", "SEQUENCES"]:
            cursor.execute(f"GRANT ALL ON ALL {kind} IN SCHEMA public TO without_the_list")
        for table in GUARDED:
            cursor.execute(f"REVOKE ALL ON {table} FROM without_the_list")
        cursor.execute("SET LOCAL ROLE without_the_list")
        yield
        cursor.execute("RESET ROLE")


class TestTestMail:
    def test_goes_to_a_colleague_in_each_language_numbered(
        self, admin, bilingual, run_background_tasks
    ):
        colleague = UserFactory(email="collega@example.org")
        url = reverse("issues:check", args=[bilingual.pk])

        admin.post(url, {"recipient": colleague.pk})
        admin.post(url, {"recipient": colleague.pk})
        run_background_tasks()

        assert {tuple(each.to) for each in mail.outbox} == {("collega@example.org",)}
        assert sorted(each.subject for each in mail.outbox) == [
            "[Proef 1] Aan de keukentafel",
            "[Proef 1] EN Aan de keukentafel",
            "[Proef 2] Aan de keukentafel",
            "[Proef 2] EN Aan de keukentafel",
        ]
        assert all(".invalid" not in each.body for each in mail.outbox)
        assert all(".invalid" not in each.alternatives[0][0] for each in mail.outbox)

    def test_goes_to_nobody_but_staff(self, admin, bilingual, run_background_tasks):
        reader = SubscriberFactory()

        for recipient in [reader.email, reader.pk + 100_000]:
            admin.post(reverse("issues:check", args=[bilingual.pk]), {"recipient": recipient})
        run_background_tasks()

        assert mail.outbox == []

    def test_cannot_reach_the_list(self, bilingual, editor, role):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Subscriber.objects.exists()

        trial = try_issue(bilingual, editor, editor)
        mail_trial.call(trial.pk)

        assert len(mail.outbox) == 2

    def test_is_what_was_shown_whatever_was_written_since(self, bilingual, editor):
        trial = try_issue(bilingual, editor, editor)
        draft = bilingual.get_latest_revision_as_object()
        draft.subject = "Iets anders"
        draft.save_revision()

        mail_trial.call(trial.pk)

        assert "[Proef 1] Aan de keukentafel" in {each.subject for each in mail.outbox}
        bilingual.refresh_from_db()
        assert read_version(bilingual).fingerprint != TrialMail.objects.get().version

    def test_is_sent_once(self, bilingual, editor):
        trial = try_issue(bilingual, editor, editor)

        for _attempt in range(2):
            mail_trial.call(trial.pk)

        assert len(mail.outbox) == 2

    def test_that_fails_for_good_is_not_on_its_way(
        self, admin, bilingual, keep_connection, monkeypatch
    ):
        monkeypatch.setattr("issues.trying.deliver", None)
        url = reverse("issues:check", args=[bilingual.pk])

        admin.post(url, {"recipient": UserFactory(email="collega@example.org").pk})
        assertContains(admin.get(url), "onderweg")
        QueueRunner(worker_id="test").run()

        answer = admin.get(url)
        assertContains(answer, "niet verstuurd")
        assertContains(answer, "De proefmail van deze versie kon niet worden verstuurd.")
        assertNotContains(answer, "data-renew")
