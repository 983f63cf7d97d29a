"""What staff see and do under "Zoeken op de site"."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from pages.models import StandardPage
from search import statistics
from search.models import Entry, PinnedPage, Question, Synonym
from tests.factories import StandardPageFactory, UserFactory

OVERVIEW = "/admin/search/questions/"


@pytest.fixture
def question(dutch):
    statistics.record("schuldhulp", dutch, found=0)
    return Question.objects.get()


class TestOverview:
    def test_shows_what_was_not_found_beside_what_was_asked(self, admin, question, dutch):
        statistics.record("armoede", dutch, found=4)

        response = admin.get(OVERVIEW)

        assertContains(response, "schuldhulp (Nederlands)", count=2)
        assertContains(response, "armoede (Nederlands)", count=1)
        assertContains(response, '<a href="/zoeken/?q=armoede">4</a>')

    def test_offers_a_synonym_that_is_filled_in(self, admin, question):
        address = f"/admin/search/synonyms/new/?locale={question.locale_id}&word=schuldhulp"
        assertContains(admin.get(OVERVIEW), address.replace("&", "&amp;"))

        assertContains(admin.get(address), 'value="schuldhulp"')

    def test_offers_a_pinned_page_that_is_filled_in(self, admin, question):
        address = f"/admin/search/pinned/new/?locale={question.locale_id}&question=schuldhulp"
        assertContains(admin.get(OVERVIEW), address.replace("&", "&amp;"))

        assertContains(admin.get(address), 'value="schuldhulp"')

    def test_starts_a_page_with_that_title(self, admin, question, home):
        response = admin.post(f"{OVERVIEW}page/{question.pk}/")

        page = StandardPage.objects.get()
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (page.title, page.live, page.get_parent().specific) == ("Schuldhulp", False, home)

    def test_starts_a_page_in_the_language_of_the_question(self, admin, english, english_home):
        statistics.record("debts", english, found=0)

        admin.post(f"{OVERVIEW}page/{Question.objects.get().pk}/")

        assert StandardPage.objects.get().get_parent().specific == english_home

    def test_leaves_out_what_is_ignored(self, admin, question):
        admin.post(f"{OVERVIEW}ignore/{question.pk}/")

        assertNotContains(admin.get(OVERVIEW), "schuldhulp")

    @pytest.mark.parametrize("action", ["ignore/1/", "page/1/", "rebuild/"])
    def test_does_nothing_by_a_link_alone(self, admin, question, action):
        assert admin.get(f"{OVERVIEW}{action}").status_code == 405

    @pytest.mark.parametrize("action", ["", "ignore/1/", "page/1/", "rebuild/"])
    def test_is_for_who_may_change_questions(self, client, question, action):
        user = UserFactory()
        user.is_superuser = False
        user.save()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)

        response = client.post(f"{OVERVIEW}{action}") if action else client.get(OVERVIEW)

        assert response.status_code in {302, 403}
        assert not Question.objects.filter(is_ignored=True).exists()
        assert not StandardPage.objects.exists()

    def test_may_be_given_to_a_group(self, admin, home):
        assertContains(admin.get(reverse("wagtailusers_groups:add")), "Zoekvraag")


class TestHealth:
    def test_says_that_all_is_well(self, admin, home):
        assertContains(admin.get(OVERVIEW), "de zoekfunctie kent alle 2 pagina’s")

    def test_is_on_the_first_screen_only_when_pages_are_missing(self, admin, home):
        assertNotContains(admin.get("/admin/"), "Zoekindex opnieuw maken")

        Entry.objects.all().delete()

        assertContains(admin.get("/admin/"), "kent 0 van de 2 pagina’s")

    def test_says_how_many_pages_are_missing_and_rebuilds(self, admin, home, run_background_tasks):
        StandardPageFactory(parent=home)
        Entry.objects.filter(page__depth=3).delete()
        assertContains(admin.get(OVERVIEW), "kent 2 van de 3 pagina’s")

        admin.post(f"{OVERVIEW}rebuild/")
        run_background_tasks()

        assertContains(admin.get(OVERVIEW), "de zoekfunctie kent alle 3 pagina’s")


class TestSynonyms:
    def test_are_added_and_listed(self, admin, dutch):
        words = {"locale": dutch.pk, "word": "Wmo", "meaning": "Wet", "both_ways": "on"}

        admin.post("/admin/search/synonyms/new/", words)

        assert str(Synonym.objects.get()) == "Wmo ↔ Wet"
        assertContains(admin.get("/admin/search/synonyms/"), "Wmo")

    def test_are_refused_twice_in_words(self, admin, dutch):
        Synonym.objects.create(locale=dutch, word="Wmo", meaning="Wet")

        response = admin.post(
            "/admin/search/synonyms/new/", {"locale": dutch.pk, "word": "Wmo", "meaning": "Wet"}
        )

        assertContains(response, "Dit synoniem is er al.")


class TestPinnedPages:
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
