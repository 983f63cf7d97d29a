"""A word is explained once in a language, whichever of its forms somebody adds."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import html
from wagtail.models import Locale

from accounts.models import User
from bin.things import put_thing_in_bin, restore_thing
from glossary.models import Term
from tests.factories import TermFactory, translate
from tests.translations.steps import translate as translate_by_staff
from translations.own import list_own_places, save_own
from translations.passages import read_passages
from translations.publishing import publish_translation

LIST = reverse("wagtailsnippets_glossary_term:list")
ADD = reverse("wagtailsnippets_glossary_term:add")


def add(client, **fields):
    """Fill in the form for a word, in the language of the site, and send it."""
    return client.post(ADD, {"name": "", "other_forms": "", "meaning": "", "page": "", **fields})


class TestForms:
    def test_are_the_word_and_what_is_between_the_commas(self):
        term = Term(name="Wmo", other_forms=" WMO,Wet  maatschappelijke ondersteuning,, Wmo")

        assert term.list_forms() == ["Wmo", "WMO", "Wet maatschappelijke ondersteuning"]


class TestTheForm:
    def test_adds_a_word(self, admin, home):
        add(admin, name="Wmo", meaning="Een wet.")

        assert Term.objects.get().locale == Locale.get_default()

    def test_refuses_a_word_that_is_explained_already(self, admin, home):
        TermFactory(name="Wmo", other_forms="Wet maatschappelijke ondersteuning")

        answer = add(admin, name="wet maatschappelijke ondersteuning", meaning="Iets anders.")

        assert "“Wmo” heeft al uitleg." in answer.content.decode()
        assert Term.objects.count() == 1

    def test_takes_the_same_word_in_another_language(self, home, english_home):
        TermFactory(name="Wmo")

        Term(name="Wmo", meaning="A law.", locale=english_home.locale).full_clean()

    def test_keeps_a_word_that_is_changed(self, home):
        TermFactory(name="Wmo").full_clean()

    def test_begins_with_the_word_of_the_address(self, admin, home):
        answer = admin.get(f"{ADD}?name=Wmo")

        assert 'value="Wmo"' in answer.content.decode()


class TestTheList:
    def test_is_in_the_order_of_the_alphabet_and_tells_the_language(
        self, admin, home, english_home
    ):
        TermFactory(name="Wmo")
        TermFactory(name="lectoraat")
        TermFactory(name="Wmo", locale=english_home.locale)

        rows = html.document_fromstring(admin.get(LIST).content.decode()).xpath("//main//tbody/tr")

        words = [row.text_content().split() for row in rows]
        languages = [{"Nederlands", "Engels"}.intersection(each) for each in words]
        assert [each[0] for each in words] == ["lectoraat", "Wmo", "Wmo"]
        assert languages == [{"Nederlands"}, {"Nederlands"}, {"Engels"}]

    def test_is_for_who_edits_and_searches_other_forms_too(self, client, home):
        editor = User.objects.create_user("redactie@example.org")
        editor.groups.add(Group.objects.get(name="Redactie"))
        client.force_login(editor)
        TermFactory(name="Wmo", other_forms="Wet maatschappelijke ondersteuning")
        TermFactory(name="lectoraat")

        found = client.get(LIST, {"q": "maatschappelijke"}).content.decode()

        assert "Wmo" in found
        assert "lectoraat" not in found
        assert LIST in client.get("/admin/").content.decode()

    def test_is_not_for_who_only_writes(self, client, home):
        writer = User.objects.create_user("meeschrijver@example.org")
        writer.groups.add(Group.objects.get(name="Meeschrijver"))
        client.force_login(writer)

        assert client.get(LIST).status_code == 302
        assert LIST not in client.get("/admin/").content.decode()


class TestALanguage:
    def test_has_other_forms_where_the_source_has_none(self, home, english_home):
        translation = translate_by_staff(TermFactory(name="mantelzorg"))
        (place,) = [
            each
            for each in list_own_places(translation, read_passages(translation))
            if each.path == "other_forms"
        ]
        assert place.source == ""

        save_own(translation, {"other_forms": "informal care"})
        publish_translation(translation, read_passages(translation))

        english = Term.objects.get(locale=english_home.locale)
        assert english.list_forms() == ["EN mantelzorg", "informal care"]


class TestTheBin:
    def test_keeps_a_word_with_its_translation(self, home, english_home):
        term = TermFactory(name="Wmo")
        translate(term, name="Wmo (en)")

        deletion = put_thing_in_bin(term)
        assert not Term.objects.exists()
        restore_thing(deletion)

        assert Term.objects.count() == 2

    def test_gives_back_no_word_that_has_another_explanation_meanwhile(self, home):
        deletion = put_thing_in_bin(TermFactory(name="Wmo"))
        TermFactory(name="Wet maatschappelijke ondersteuning", other_forms="wmo")

        with pytest.raises(ValidationError, match="heeft al uitleg"):
            restore_thing(deletion)

        assert Term.objects.count() == 1
