"""The index is right as soon as something is saved, and mends itself at night."""

from django.core.management import call_command
from wagtail.models import Site

from pages.models import ContactSettings
from search.finder import find
from search.models import Entry, Word
from tests.factories import (
    ContactPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    ThemeFactory,
)


def count(word):
    return sum(Word.objects.filter(folded=word).values_list("entry_count", flat=True))


class TestSaving:
    def test_makes_a_page_found_at_once(self, home, dutch):
        page = StandardPageFactory(parent=home, title="Tafel")
        assert find("tafel", dutch).total == 1

        page.title = "Stoel"
        page.save_revision().publish()

        assert find("tafel", dutch).total == 0
        assert find("stoel", dutch).total == 1

    def test_publishing_knows_the_themes_that_were_just_chosen(self, news):
        theme = ThemeFactory(name="Armoede")
        page = NewsPageFactory(parent=news, title="Tafel")

        page.themes = [theme]
        page.save_revision().publish()

        assert Entry.objects.get(page=page).themes == [theme.pk]

    def test_of_contact_details_makes_them_found(self, home, dutch):
        ContactPageFactory(parent=home)
        contact = ContactSettings.for_site(Site.objects.get())

        contact.street = "Museumpark 40"
        contact.save()

        assert find("museumpark", dutch).total == 1
        assert find("telefoonnummer", dutch).total == 1


class TestWords:
    def test_are_counted_by_page(self, home):
        first = StandardPageFactory(parent=home, title="Zeldzaam", summary="Zeldzaam, zeldzaam")
        StandardPageFactory(parent=home, title="Ook zeldzaam")
        assert count("zeldzaam") == 2

        first.title, first.summary = "Gewoon", ""
        first.save()

        assert count("zeldzaam") == 1

    def test_keep_their_accents(self, home):
        StandardPageFactory(parent=home, title="Coördinatie")

        assert Word.objects.get(folded="coordinatie").word == "coördinatie"

    def test_are_counted_anew_at_night(self, home):
        StandardPageFactory(parent=home, title="Zeldzaam")
        Word.objects.filter(folded="zeldzaam").update(entry_count=70)
        Word.objects.create(locale=home.locale, word="spook", folded="spook", entry_count=3)

        call_command("update_search", verbosity=0)

        assert count("zeldzaam") == 1
        assert not Word.objects.filter(folded="spook").exists()


class TestUpdateIndex:
    def test_brings_back_what_is_missing_and_takes_away_what_is_gone(self, home, dutch):
        page = StandardPageFactory(parent=home, title="Tafel")
        hidden = StandardPageFactory(parent=home, title="Stoel")
        Entry.objects.filter(page=page).delete()
        type(hidden).objects.filter(pk=hidden.pk).update(live=False)

        call_command("update_index", verbosity=0)

        assert find("tafel", dutch).total == 1
        assert find("stoel", dutch).total == 0

    def test_changes_nothing_when_all_is_well(self, home):
        StandardPageFactory(parent=home, title="Tafel")
        fields = ["page_id", "title", "words", "vector"]
        before = list(Entry.objects.order_by("pk").values_list(*fields))

        call_command("update_index", verbosity=0)

        assert list(Entry.objects.order_by("pk").values_list(*fields)) == before
