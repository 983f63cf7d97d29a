"""Whom visitors can ask about what they look for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale

from search.people import find_people, list_people
from search.query import make_query
from site_version.keeping import forget_all
from tests.factories import ContactPersonFactory, ThemeFactory


def ask(text, language="nl"):
    locale = Locale.objects.get(language_code=language)
    with translation.override(language):
        return [person.name for person in find_people(make_query(text, locale), locale)]


@pytest.mark.usefixtures("home")
class TestPeople:
    @pytest.fixture
    def person(self, home):
        person = ContactPersonFactory(
            name="Noor de Voorbeeld",
            role="over schulden",
            organisation="Hogeschool",
            translations={"en": {"role": "about debts"}},
        )
        ThemeFactory(name="Armoede", contact_person=person)
        return person

    @pytest.mark.parametrize(
        "text", ["noor", "Noor de Voorbeeld", "schuld", "wie gaat over armoede", "hogeschool noor"]
    )
    def test_are_found_by_what_is_said_of_them(self, person, text):
        assert ask(text) == ["Noor de Voorbeeld"]

    def test_are_not_found_by_the_smaller_part_of_a_question(self, person):
        assert ask("schulden en huisuitzetting in Dordrecht") == []

    def test_are_found_in_another_language_by_its_words(self, person, english_home):
        assert ask("debt", "en") == ["Noor de Voorbeeld"]
        assert ask("schulden", "en") == []

    def test_stand_with_the_results_until_they_agree_no_more(self, client, person):
        assert b"Noor de Voorbeeld" in client.get("/zoeken/?q=schulden").content

        person.has_withdrawn = True
        person.save()

        assert b"Noor de Voorbeeld" not in client.get("/zoeken/?q=schulden").content

    def test_cost_as_many_queries_for_many_as_for_few(self, person):
        def count():
            forget_all()
            with CaptureQueriesContext(connection) as queries:
                list_people(Locale.objects.get(language_code="nl"))
            return len(queries)

        few = count()
        for number in range(5):
            person = ContactPersonFactory()
            ThemeFactory(name=f"Thema {number}", slug=f"thema-{number}", contact_person=person)

        assert count() == few
