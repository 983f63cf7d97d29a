"""Messages are not kept for ever."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from contact.cleaning import delete_outdated_messages
from contact.models import Message
from tests.factories import MessageFactory


def make_message(days):
    message = MessageFactory(text=f"{days} dagen geleden")
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(days=days))


@pytest.mark.django_db
class TestDeleteOutdatedMessages:
    def test_deletes_what_is_a_year_old_answered_or_not(self):
        for days in [0, 364, 366, 900]:
            make_message(days)

        assert delete_outdated_messages() == 2
        assert set(Message.objects.values_list("text", flat=True)) == {
            "0 dagen geleden",
            "364 dagen geleden",
        }
        assert delete_outdated_messages() == 0

    def test_goes_by_the_settings(self, settings):
        make_message(40)
        settings.CONTACT_MONTHS_KEPT = 1

        assert delete_outdated_messages() == 1

    def test_is_done_every_day(self):
        work = {import_string(name): every for name, every in settings.PERIODIC_WORK.items()}

        assert work[delete_outdated_messages] == timedelta(days=1)
