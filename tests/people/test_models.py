"""Who visitors can ask: only those who agree, today, and nobody else on any page."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Page

from library.models import PeopleShown
from people.models import ContactPerson, list_people
from tests.factories import (
    ContactPersonFactory,
    LibraryImageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    TeamThemeFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
    get_home,
    make_english_home,
    translate,
)

ADD = reverse("wagtailsnippets_people_contactperson:add")
# What the form of the admin needs.
FORM = {
    "name": "Contactpersoon (voorbeeld)",
    "email": "voorbeeld@example.org",
    "consent_date": "2018-01-01",
    "consent_record": "Per mail",
    "role": "over meedoen",
    "role_en": "about taking part",
}


@pytest.fixture
def person(db):
    return ContactPersonFactory(name="Contactpersoon (voorbeeld)")


@pytest.fixture(scope="class")
def kept_pages(keep):
    """The keys of pages and of the person on all of them, for a class of tests."""
    with keep():
        person = ContactPersonFactory(name="Contactpersoon (voorbeeld)")
        yield [page.pk for page in make_pages(person)], person.pk


def make_pages(person):
    """Make pages with a person: chosen, in English, by their theme, by their team; a team."""
    home = get_home()
    make_english_home(home)
    theme = ThemeFactory(contact_person=person)
    news, teams = NewsIndexPageFactory(parent=home), WorkTeamIndexPageFactory(parent=home)
    team = WorkTeamPageFactory(parent=teams, title="Van thema")
    TeamThemeFactory(team=team, theme=theme)
    own = StandardPageFactory(parent=home, contact_person=person)
    return [
        own,
        translate(own),
        NewsPageFactory(parent=news, title="Van thema", themes=[theme]),
        NewsPageFactory(
            parent=news,
            title="Van team",
            work_teams=[WorkTeamPageFactory(parent=teams, contact_person=person)],
        ),
        team,
    ]


class TestContactPersonOnPages:
    @pytest.fixture
    def pages(self, kept_pages, db):
        """Pages on which the person stands, the second of which is in English."""
        return [Page.objects.get(pk=key) for key in kept_pages[0]]

    @pytest.fixture
    def person(self, kept_pages, db):
        return ContactPerson.objects.get(pk=kept_pages[1])

    def test_stands_on_what_it_was_chosen_for(self, client, pages):
        for page in pages:
            assertContains(client.get(page.url), "voorbeeld@example.org")

    @pytest.mark.parametrize(
        "change",
        [
            {"has_withdrawn": True},
            {"consent_date": None},
            {"until": timezone.localdate() - datetime.timedelta(days=1)},
        ],
    )
    def test_is_gone_everywhere_at_once(self, client, pages, person, change):
        for page in pages:
            client.get(page.url)
        for name, value in change.items():
            setattr(person, name, value)
        person.save()

        for page in pages:
            assertNotContains(client.get(page.url), "voorbeeld@example.org")

    def test_is_said_in_the_language_of_the_page(self, client, pages, person):
        person.set_translation("role", "en", "about taking part")
        person.save()

        assertContains(client.get(pages[0].url), "over meedoen")
        assertContains(client.get(pages[1].url), "about taking part")

    def test_has_no_photo_whose_people_do_not_agree(self, client, pages, person):
        person.photo = LibraryImageFactory(people_shown=PeopleShown.UNKNOWN)
        person.save()

        assertNotContains(client.get(pages[0].url), "<img")


class TestContactPerson:
    def test_stays_until_the_end_of_the_last_day(self, db):
        person = ContactPersonFactory(until=timezone.localdate())

        assert list_people([person.pk]) == [person]

    def test_makes_room_for_who_may_be_asked_otherwise(self, db):
        gone, other = ContactPersonFactory(has_withdrawn=True), ContactPersonFactory()

        assert list_people([gone.pk], [None, other.pk, other.pk]) == [other]


class TestClean:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"email": ""}, "email"),
            ({"consent_date": None}, "consent_date"),
            ({"consent_record": ""}, "consent_date"),
        ],
    )
    def test_refuses_who_cannot_be_asked_or_did_not_agree(self, person, change, field):
        for name, value in change.items():
            setattr(person, name, value)

        with pytest.raises(ValidationError) as refused:
            person.full_clean()

        assert set(refused.value.error_dict) == {field}

    def test_lets_somebody_agree_no_more_without_a_record(self, person):
        person.consent_date, person.has_withdrawn = None, True

        person.full_clean()


class TestForm:
    def test_keeps_the_words_in_each_language(self, admin):
        response = admin.post(ADD, FORM)

        person = ContactPerson.objects.get()
        assert response.status_code == 302
        assert person.get_translation("role", "en") == "about taking part"
        edit = reverse("wagtailsnippets_people_contactperson:edit", args=[person.pk])
        assertContains(admin.get(edit), 'value="about taking part"')

    def test_takes_a_photo_only_with_consent(self, admin):
        photo = LibraryImageFactory(people_shown=PeopleShown.UNKNOWN)

        response = admin.post(ADD, {**FORM, "photo": photo.pk})

        assertContains(response, "AVG")
        assert not ContactPerson.objects.exists()
