"""The list of refused addresses, and what the screen about background work says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from delivery import mailings
from delivery.findings import find_stopped
from delivery.models import Delivery, Mailing
from newsletter.models import AccessEntry, Subscriber
from tests.factories import SubscriberFactory
from tests.newsletter.staff import log_in_as_anybody_else, log_in_with_role

pytestmark = pytest.mark.django_db

REFUSED = "/admin/newsletter/refused/"
ADDRESS = "lezer@example.org"
Status = Delivery.Status


def refuse(mailing, **fields):
    """Have all mails of a mailing refused."""
    fields = {"status": Status.FAILED, "refusal": Delivery.Refusal.NO_ADDRESS, **fields}
    mailing.deliveries.update(**fields)


class TestRefusedAddresses:
    @pytest.fixture
    def mailing(self, start):
        SubscriberFactory(email=ADDRESS)
        mailing = start()
        mailings.end(mailing)
        refuse(mailing, code="550 5.1.1", reply="No such user")
        return mailing

    def test_say_in_plain_words_why(self, mailing):
        answer = log_in_with_role().get(REFUSED)

        assertContains(answer, "lezer@")
        assertContains(answer, "Geweigerde adressen")
        reader = Subscriber.objects.get(email=ADDRESS)
        assertContains(answer, reverse("newsletter_subscribers:inspect", args=[reader.pk]))
        assertContains(answer, "Dit adres bestaat niet (meer).")
        assertContains(answer, "550 5.1.1 No such user")
        assertContains(answer, "Nieuws (nl)")

    def test_tell_a_complaint_apart(self, mailing):
        refuse(mailing, status=Status.COMPLAINED, refusal="")

        assertContains(log_in_with_role().get(REFUSED), "De lezer meldde de mail als spam.")

    def test_can_be_those_of_one_mailing(self, mailing, start):
        SubscriberFactory(email="ander@example.org")
        other = start()
        mailings.end(other)
        refuse(other, refusal=Delivery.Refusal.FULL)
        other.deliveries.filter(subscriber__email=ADDRESS).delete()
        client = log_in_with_role()

        assertNotContains(client.get(f"{REFUSED}?mailing={mailing.pk}"), "ander@")
        assertNotContains(client.get(f"{REFUSED}?refusal=full"), "lezer@")

    def test_stay_in_the_list_without_the_address_of_who_is_erased(self, mailing):
        Subscriber.objects.all().delete()

        assertContains(log_in_with_role().get(REFUSED), "gewist")

    def test_are_for_who_may_see_subscribers(self, mailing):
        assertRedirects(log_in_as_anybody_else().get(REFUSED), "/admin/")

    def test_that_were_seen_are_kept_in_the_log(self, mailing):
        log_in_with_role().get(REFUSED)

        entry = AccessEntry.objects.get()
        assert entry.people == [Subscriber.objects.get().pk]

    def test_take_as_many_questions_for_many(self, mailing, start):
        client = log_in_with_role()

        def count():
            client.get(REFUSED)
            with CaptureQueriesContext(connection) as queries:
                client.get(REFUSED)
            return len(queries)

        few = count()
        SubscriberFactory.create_batch(10)
        other = start()
        mailings.end(other)
        refuse(other)

        assert count() == few


class TestFinding:
    def test_says_that_a_mailing_stopped_by_itself(self, start):
        mailings.pause(start(), Mailing.Reason.NO_CONNECTION)

        (finding,) = find_stopped()

        assert not finding.is_well
        assert "“Nieuws (nl)” staat op pauze: de mailserver was niet te bereiken" in finding.text

    def test_is_well_when_a_colleague_paused_it(self, start):
        mailings.pause(start())

        assert all(finding.is_well for finding in find_stopped())
