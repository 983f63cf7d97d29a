import pytest
from django.core import mail

from demo.subscribers import add_subscribers
from newsletter.models import ConsentEvent, Subscriber
from tests.factories import TopicFactory


@pytest.mark.django_db
class TestAddSubscribers:
    def test_adds_nobody_where_mails_leave_the_machine(self, home, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

        assert add_subscribers() == 0
        assert not Subscriber.objects.exists()

    def test_adds_readers_of_both_languages_at_addresses_that_belong_to_nobody(self, home):
        TopicFactory()

        number = add_subscribers()

        readers = Subscriber.objects.active()
        assert readers.filter(email__endswith="@example.org").count() == number == 400
        assert readers.filter(language="en").exists()
        assert readers.filter(wants_all=False, topics=None).count() == 0
        assert ConsentEvent.objects.filter(subscriber__in=readers).count() == 2 * number
        assert mail.outbox == []
