import pytest
from django.db import ProgrammingError, connection, transaction
from django.template.loader import render_to_string
from wagtail.models import Site

from pages.models import ContactSettings


@pytest.fixture(autouse=True)
def contact(home):
    ContactSettings.objects.create(site=Site.objects.get(), telephone="010 794 5676")


class TestServerError:
    def test_offers_the_telephone_number(self):
        assert 'href="tel:+31107945676"' in render_to_string("500.html")

    def test_is_shown_when_the_database_does_not_answer(self):
        with transaction.atomic():
            with pytest.raises(ProgrammingError), connection.cursor() as cursor:
                cursor.execute("SELECT nothing")

            html = render_to_string("500.html")
            transaction.set_rollback(True)

        assert "<h1>" in html
        assert "tel:" not in html
