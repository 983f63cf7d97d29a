"""What staff see and do under "Zoeken op de site"."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode
from django_tasks_db.models import DBTaskResult
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains
from wagtail.models import Page

from bin.deleting import put_page_in_bin
from pages.models import StandardPage
from search import statistics
from search.models import Entry, PinnedPage, Question, Synonym
from search.tasks import update_part
from tests.factories import StandardPageFactory, UserFactory

QUESTIONS = "/admin/search/questions/"


@pytest.fixture
def question(home, dutch):
    statistics.record("schuldhulp", dutch, found=0)
    return Question.objects.get()


def press(client, screen, address):
    """Press the button on a screen that leads to an address, as a browser does."""
    client.handler.enforce_csrf_checks = True
    document = html.document_fromstring(client.get(screen).content.decode())
    (form,) = [form for form in document.forms if form.action == address]
    return client.post(address, dict(form.form_values()))


def read_rows(response):
    """Return the first four cells of each row of the list, as their words."""
    document = html.document_fromstring(response.content.decode())
    rows = document.xpath("//table[contains(@class, 'listing')]/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row[:4]] for row in rows]


class TestQuestions:
    def test_that_found_nothing_come_before_what_was_asked_most(self, admin, question, dutch):
        for _ in range(2):
            statistics.record("armoede", dutch, found=4)

        response = admin.get(QUESTIONS)

        assert read_rows(response) == [
            ["schuldhulp", "Nederlands", "1", "0"],
            ["armoede", "Nederlands", "2", "4"],
        ]
        assertContains(response, 'href="/zoeken/?q=armoede"')

    def test_are_looked_up_by_their_words_and_by_what_they_found(self, admin, question, dutch):
        statistics.record("armoede", dutch, found=4)

        for query in ["?found=0", "?q=schuld", "results/?q=schuld"]:
            (row,) = read_rows(admin.get(f"{QUESTIONS}{query}"))
            assert row[0] == "schuldhulp"

    def test_offer_a_synonym_and_a_pinned_page_that_are_filled_in(self, admin, question):
        screen = admin.get(QUESTIONS)

        for kind, field in [("synonyms", "word"), ("pinned", "question")]:
            address = (
                f"/admin/search/{kind}/new/?locale={question.locale_id}&{field}=schuldhulp"
                f"&next=%2Fadmin%2Fsearch%2Fquestions%2F"
            )
            assertContains(screen, address.replace("&", "&amp;"))
            assertContains(admin.get(address), 'value="schuldhulp"')

    def test_start_a_page_with_that_title(self, admin, question, home):
        response = press(admin, QUESTIONS, f"{QUESTIONS}page/{question.pk}/")

        page = StandardPage.objects.get()
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (page.title, page.live, page.get_parent().specific) == ("Schuldhulp", False, home)

    @pytest.mark.parametrize("words", ["معلومات", "инфо", "؟؟"])
    def test_start_a_page_in_any_script(self, admin, question, home, words):
        Question.objects.filter(pk=question.pk).update(words=words)

        answer = admin.post(f"/admin/search/questions/page/{question.pk}/", follow=True)

        assert answer.status_code == 200
        assert StandardPage.objects.get(title=words.capitalize()).slug == "gewone-pagina"

    def test_start_one_page_however_often_somebody_clicks(self, admin, question, home):
        for _again in range(2):
            admin.post(f"/admin/search/questions/page/{question.pk}/")

        assert StandardPage.objects.child_of(home).count() == 1

    def test_start_a_page_in_their_language(self, admin, english, english_home):
        statistics.record("debts", english, found=0)

        press(admin, QUESTIONS, f"{QUESTIONS}page/{Question.objects.get().pk}/")

        assert StandardPage.objects.get().get_parent().specific == english_home

    def test_show_the_page_that_was_begun_until_it_is_gone(self, admin, question, home):
        press(admin, QUESTIONS, f"{QUESTIONS}page/{question.pk}/")
        page = StandardPage.objects.get()

        assertContains(admin.get(QUESTIONS), "Concept: Schuldhulp")
        assertNotContains(admin.get(QUESTIONS), "Begin een pagina")
        page.save_revision().publish()
        assertContains(admin.get(QUESTIONS), "Pagina: Schuldhulp")
        put_page_in_bin(page)
        assertNotContains(admin.get(QUESTIONS), "Pagina: Schuldhulp")

    def test_that_are_ignored_are_left_out_until_that_is_undone(self, admin, question):
        press(admin, QUESTIONS, f"{QUESTIONS}ignore/{question.pk}/")
        assert read_rows(admin.get(QUESTIONS)) == []
        ignored = f"{QUESTIONS}?is_ignored=True"
        assert read_rows(admin.get(ignored))[0][0] == "schuldhulp"

        press(admin, ignored, f"{QUESTIONS}take-back/{question.pk}/")

        assert read_rows(admin.get(QUESTIONS))[0][0] == "schuldhulp"
        assert read_rows(admin.get(ignored)) == []

    def test_are_one_row_for_all_forms_of_a_word(self, admin, home, dutch):
        for words in ["gemeente", "gemeenten", "Gemeentes?"]:
            statistics.record(words, dutch, found=0)

        assert read_rows(admin.get(QUESTIONS)) == [["gemeente", "Nederlands", "3", "0"]]

    def test_cost_the_same_however_many_there_are(self, admin, home, dutch):
        def count(*questions):
            for words in questions:
                statistics.record(words, dutch, found=0)
                pk = Question.objects.get(words=words).pk
                admin.post(f"{QUESTIONS}page/{pk}/")
            admin.get(QUESTIONS)
            with CaptureQueriesContext(connection) as queries:
                admin.get(QUESTIONS)
            return len(queries)

        assert count("een stoel") == count("kast", "tafel", "bank", "lamp")

    def test_do_nothing_by_a_link_alone(self, admin, question):
        for action in [f"ignore/{question.pk}/", f"page/{question.pk}/", "rebuild/"]:
            assert admin.get(f"{QUESTIONS}{action}").status_code == 405

    def test_are_for_who_may_change_them(self, client, question):
        user = UserFactory()
        user.is_superuser = False
        user.save()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)

        actions = [f"ignore/{question.pk}/", f"page/{question.pk}/", "rebuild/"]
        answers = [
            *(client.get(f"{QUESTIONS}{screen}") for screen in ["", "results/"]),
            *(client.post(f"{QUESTIONS}{action}") for action in actions),
        ]

        assert {answer.status_code for answer in answers} <= {302, 403}
        assert not Question.objects.filter(is_ignored=True).exists()
        assert not StandardPage.objects.exists()
        user.user_permissions.add(Permission.objects.get(codename="change_question"))
        screen = client.get(QUESTIONS)
        assertContains(screen, "schuldhulp")
        # Nothing is offered that would be refused.
        for words in ["Voeg een synoniem toe", "Begin een pagina", "Zet een pagina"]:
            assertNotContains(screen, words)
        assertContains(screen, "Negeren")

    def test_may_be_given_to_a_group(self, admin, home):
        assertContains(admin.get(reverse("wagtailusers_groups:add")), "Zoekvraag")


class TestHealth:
    def test_is_on_the_first_screen_only_when_pages_are_missing(self, admin, home):
        assertContains(admin.get(QUESTIONS), "de zoekfunctie kent alle 2 pagina’s")
        assertNotContains(admin.get("/admin/"), "van de 2 pagina’s")

        Entry.objects.all().delete()

        assertContains(admin.get("/admin/"), "kent 0 van de 2 pagina’s")

    def test_is_mended_by_a_button(self, admin, home, run_background_tasks):
        StandardPageFactory(parent=home)
        Entry.objects.filter(page__depth=3).delete()
        assertContains(admin.get(QUESTIONS), "kent 2 van de 3 pagina’s")

        press(admin, QUESTIONS, f"{QUESTIONS}rebuild/")
        run_background_tasks()

        assertContains(admin.get(QUESTIONS), "de zoekfunctie kent alle 3 pagina’s")

    def test_tells_how_many_pages_are_still_to_be_read(
        self, admin, home, monkeypatch, run_background_tasks
    ):
        monkeypatch.setattr("search.tasks.PART", 2)
        section = StandardPageFactory(parent=home, title="Over ons")
        for number in range(2):
            StandardPageFactory(parent=section, title=f"Pagina {number}")
        restriction = section.view_restrictions.create(restriction_type="login")
        run_background_tasks()

        restriction.delete()
        assertContains(admin.get(QUESTIONS), "Nog 3 pagina’s worden opnieuw gelezen")
        assertContains(
            admin.get(reverse("background_work:index")), "Nog 3 pagina’s worden opnieuw gelezen"
        )
        update_part.func(Page._meta.label, path=section.path)
        DBTaskResult.objects.filter(status="READY").earliest("enqueued_at").delete()

        assertContains(admin.get(QUESTIONS), "Nog 1 pagina wordt opnieuw gelezen")
        run_background_tasks()
        assertNotContains(admin.get(QUESTIONS), "opnieuw gelezen")


class TestSynonyms:
    def test_are_added_and_listed_and_refused_twice_in_words(self, admin, home, dutch):
        words = {"locale": dutch.pk, "word": "Wmo", "meaning": "Wet", "both_ways": "on"}

        admin.post("/admin/search/synonyms/new/", words)

        assert str(Synonym.objects.get()) == "Wmo ↔ Wet"
        assertContains(admin.get("/admin/search/synonyms/"), "Wmo")
        again = admin.post("/admin/search/synonyms/new/", words)
        assertContains(again, "Dit synoniem is er al.")

    def test_lead_back_to_the_list_that_somebody_came_from(self, admin, home, dutch):
        back = f"{QUESTIONS}?found=0"
        address = f"/admin/search/synonyms/new/?{urlencode({'word': 'Wmo', 'next': back})}"
        form = html.document_fromstring(admin.get(address).content.decode()).get_element_by_id(
            "w-editor-form"
        )

        words = {"locale": dutch.pk, "word": "Wmo", "meaning": "Wet"}
        assert admin.post(form.action, words)["Location"] == back

    def test_warn_of_words_that_are_nowhere_on_the_site(self, admin, home, dutch):
        StandardPageFactory(parent=home, title="Tafel")
        words = {"locale": dutch.pk, "word": "bureau"}

        unknown = admin.post(
            "/admin/search/synonyms/new/", {**words, "meaning": "schrijftafel"}, follow=True
        )
        known = admin.post(
            "/admin/search/synonyms/new/", {**words, "meaning": "tafels"}, follow=True
        )

        assertContains(unknown, "‘schrijftafel’ staat nergens op de site")
        assertNotContains(known, "staat nergens op de site")

    def test_say_in_words_which_way_they_work(self, admin, dutch):
        Synonym.objects.create(locale=dutch, word="a", meaning="b")
        Synonym.objects.create(locale=dutch, word="c", meaning="d", both_ways=False)

        screen = admin.get("/admin/search/synonyms/")

        for words in ["in twee richtingen", "in één richting"]:
            assertContains(screen, words)
        assertNotContains(screen, "True")

    def test_can_be_tried_before_they_are_saved(self, admin, client, home, dutch):
        StandardPageFactory(parent=home, title="Schuldhulp")
        words = {"locale": dutch.pk, "word": "aflossen", "meaning": "schuldhulp"}
        address = reverse("search_synonyms:try")
        assertContains(admin.get("/admin/search/synonyms/new/"), f'formaction="{address}"')

        trial = admin.post(address, words)

        assertContains(trial, "Wie nu ‘aflossen’ zoekt, vindt 0 resultaten.")
        assertContains(trial, "Schuldhulp <strong>(nieuw)</strong>")
        assert not Synonym.objects.exists()
        assertContains(client.get("/zoeken/?q=aflossen"), "0 resultaten")
        nowhere = admin.post(address, {**words, "meaning": "kabouter"})
        assertContains(nowhere, "‘kabouter’ staat nergens op de site")
        assert admin.post(address, {"word": "x"})["Location"] == "/admin/search/synonyms/new/"

    def test_are_tried_by_who_may_add_them(self, client, dutch):
        user = UserFactory()
        user.is_superuser = False
        user.save()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)

        assert client.post(reverse("search_synonyms:try")).status_code in {302, 403}


class TestPinnedPages:
    def test_are_chosen_from_the_pages_of_their_language(self, admin, home, english, english_home):
        address = f"/admin/search/pinned/new/?locale={english.pk}"

        assertContains(admin.get(address), f'"parentId": {english_home.pk}')
        assertContains(admin.get("/admin/search/pinned/new/"), f'"parentId": {home.pk}')

    def test_are_added_and_listed(self, admin, home, dutch):
        data = {"locale": dutch.pk, "question": "begin", "page": home.pk}

        admin.post("/admin/search/pinned/new/", data)

        assert PinnedPage.objects.get().page == home.page_ptr
        assertContains(admin.get("/admin/search/pinned/"), "begin")

    def test_are_of_the_same_language(self, admin, home, english):
        data = {"locale": english.pk, "question": "begin", "page": home.pk}

        response = admin.post("/admin/search/pinned/new/", data)

        assertContains(response, "Deze pagina is in een andere taal.")
        assert not PinnedPage.objects.exists()
