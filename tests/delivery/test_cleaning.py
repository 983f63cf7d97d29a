"""What is forgotten, and what stays."""

from datetime import timedelta

import pytest

from delivery import mailings
from delivery.cleaning import delete_outdated_deliveries
from delivery.models import Delivery, Mailing
from newsletter import subscribing
from newsletter.own_data import get_own_data
from tests.factories import SubscriberFactory

pytestmark = pytest.mark.django_db


class TestDeliveries:
    def test_go_after_a_year_and_the_report_stays(self, start, send, settings):
        SubscriberFactory.create_batch(2)
        SubscriberFactory(language="en")
        mailing = start()
        send()
        Delivery.objects.filter(language="nl").update(maybe_double=True)
        before = mailings.get_report(mailing)
        ended_at = mailing.started_at - timedelta(days=settings.DELIVERY_DAYS_KEPT)

        delete_outdated_deliveries()
        assert Delivery.objects.count() == 3
        Mailing.objects.update(ended_at=ended_at - timedelta(days=1))
        delete_outdated_deliveries()

        assert Delivery.objects.count() == 0
        mailing.refresh_from_db()
        assert mailings.get_report(mailing) == before
        assert (before.maybe_double, before.languages["en"].no_edition) == (2, 1)

    def test_of_somebody_who_is_erased_stay_in_the_numbers(self, start, send):
        reader = SubscriberFactory()
        mailing = start()
        send()

        subscribing.unsubscribe(reader)
        subscribing.forget(reader)

        report = mailings.get_report(mailing)
        assert (report.all.sent, report.stopped) == (1, 1)
        assert Delivery.objects.get().subscriber is None


def test_who_asks_what_is_kept_gets_it(start, send, now):
    reader = SubscriberFactory()
    start()
    send()

    (mail,) = get_own_data(reader)["Nieuwsbrieven voor u"]

    assert mail == {"Status": "verstuurd", "Datum": now, "Taal": "nl"}
