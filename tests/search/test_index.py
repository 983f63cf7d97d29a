"""The index is right as soon as something is saved, and mends itself at night."""

import string
from datetime import timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction, ReferenceIndex, Site
from wagtail.search.models import IndexEntry

from background.locks import WorkerLock
from background.models import PeriodicRun
from background.periodic import do_periodic_work
from bin.guards import for_ever
from library.models import Document
from pages.models import ContactSettings
from search import tasks
from search.facts import get_facts_query
from search.finder import find
from search.models import DailyCount, Entry, Question, Word
from search.tasks import rebuild_index, update_part
from search.vocabulary import recount_words
from site_version.version import reading
from tests.factories import (
    ContactPageFactory,
    FileFactory,
    MunicipalityFactory,
    NewsPageFactory,
    OpenCallFactory,
    PartnerFactory,
    PartnerIndexPageFactory,
    RoleFactory,
    StandardPageFactory,
    TeamMemberFactory,
    ThemeFactory,
    WorkTeamIndexPageFactory,
    WorkTeamPageFactory,
)

# As what is read from a PDF can be: nothing that PostgreSQL could compress.
LETTERS = "".join(Random(1).choices(string.ascii_lowercase, k=3000))  # noqa: S311
PARTS = "-".join(LETTERS[place : place + 20] for place in range(0, len(LETTERS), 20))


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

    def test_a_draft_writes_nothing_to_the_index_nor_to_that_of_references(self, home, dutch):
        page = StandardPageFactory(parent=home, title="Tafel")
        with CaptureQueriesContext(connection) as queries:
            page.save_revision()

        statements = " ".join(each["sql"] for each in queries)
        indexes = [Entry, IndexEntry, ReferenceIndex]
        assert not any(each._meta.db_table in statements for each in indexes)

    def test_a_deletion_takes_a_page_out_of_the_index(self, home):
        with for_ever():
            StandardPageFactory(parent=home, title="Tafel").delete()

        assert not IndexEntry.objects.filter(title_text="Tafel").exists()

    def test_publishing_knows_the_themes_that_were_just_chosen(self, news):
        theme = ThemeFactory(name="Armoede")
        page = NewsPageFactory(parent=news, title="Tafel")

        page.themes = [theme]
        with CaptureQueriesContext(connection) as queries:
            page.save_revision().publish()

        assert Entry.objects.get(page=page).themes == [theme.pk]
        writing = f'INSERT INTO "{Entry._meta.db_table}"'
        assert sum(each["sql"].startswith(writing) for each in queries) == 1

    def test_of_contact_details_makes_them_found(self, home, dutch):
        ContactPageFactory(parent=home)
        contact = ContactSettings.for_site(Site.objects.get())

        contact.street = "Museumpark 40"
        contact.save()

        assert find("museumpark", dutch).total == 1
        assert find("telefoonnummer", dutch).total == 1

    def test_of_a_partner_makes_the_page_found_that_shows_it(self, home, dutch):
        page = PartnerIndexPageFactory(parent=home)
        partner = PartnerFactory(name="Buurthuis", municipality=MunicipalityFactory(name="Dordt"))
        assert [find(each, dutch).total for each in ["buurthuis", "dordt"]] == [1, 1]
        assert Entry.objects.get(page=page).title == page.title

        partner.delete()

        assert find("buurthuis", dutch).total == 0

    def test_of_a_team_makes_it_found_by_its_calls_and_people(self, home, dutch):
        team = WorkTeamPageFactory(parent=WorkTeamIndexPageFactory(parent=home))
        resident = RoleFactory(name="bewoner")
        TeamMemberFactory(team=team, role=resident, organisation="Buurthuis")
        OpenCallFactory(team=team, title="Timmerman gezocht", roles=[RoleFactory(name="vakman")])
        yesterday = timezone.localdate() - timedelta(days=1)
        OpenCallFactory(team=team, title="Loodgieter gezocht", deadline=yesterday)

        team.save_revision().publish()

        words = ["timmerman", "vakman", "bewoner", "buurthuis", "loodgieter"]
        assert [find(each, dutch).total for each in words] == [1, 1, 1, 1, 0]


class TestAPageWithoutASpace:
    @pytest.mark.parametrize("text", [LETTERS, PARTS], ids=["letters", "parts"])
    def test_is_published(self, admin, news, dutch, text):
        response = admin.post(
            reverse("wagtailadmin_pages:add", args=["news", "newspage", news.pk]),
            {
                "title": text[:200],
                "slug": "tafel",
                "summary": "Een tafel.",
                "date": "13-5-2018",
                "body-count": 1,
                "body-0-type": "quote",
                "body-0-order": 0,
                "body-0-deleted": "",
                "body-0-value-text": text,
                "body-0-value-speaker": "",
                "related_news-TOTAL_FORMS": 0,
                "related_news-INITIAL_FORMS": 0,
                "comments-TOTAL_FORMS": 0,
                "comments-INITIAL_FORMS": 0,
                "action-publish": "1",
            },
        )

        assert response.status_code == 302
        assert find("tafel", dutch).total == 1
        assert find(text, dutch).total == 1

    @pytest.mark.parametrize("text", [LETTERS, PARTS], ids=["letters", "parts"])
    def test_in_a_file_is_indexed(self, home, dutch, text, run_background_tasks):
        file = FileFactory(title="Verslag")
        Document.objects.filter(pk=file.pk).update(text=f"Tafel {text}")
        link = f'<a linktype="document" id="{file.pk}">verslag</a>'
        StandardPageFactory(parent=home, body=[("text", f"<p>{link}</p>")])

        rebuild_index()
        run_background_tasks()
        recount_words()

        assert find("tafel", dutch).total == 1


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

        recount_words()

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


class TestRebuilding:
    def test_brings_back_what_is_missing_and_takes_away_what_is_gone(
        self, home, dutch, run_background_tasks
    ):
        page = StandardPageFactory(parent=home, title="Tafel")
        hidden = StandardPageFactory(parent=home, title="Stoel")
        Entry.objects.filter(page=page).delete()
        type(hidden).objects.filter(pk=hidden.pk).update(live=False)

        rebuild_index()
        run_background_tasks()

        assert find("tafel", dutch).total == 1
        assert find("stoel", dutch).total == 0

    def test_leaves_the_worker_to_others_after_each_part(
        self, home, dutch, run_background_tasks, monkeypatch
    ):
        monkeypatch.setattr(tasks, "PART", 3)
        for number in range(3):
            StandardPageFactory(parent=home, title=f"Tafel {number}")
        Entry.objects.all().delete()
        rebuild_index()
        other = update_part.enqueue("library.Document")

        run_background_tasks()

        assert find("tafel", dutch).total == 3
        other_finished_at = DBTaskResult.objects.get(pk=other.id).finished_at
        assert DBTaskResult.objects.filter(started_at__gt=other_finished_at).exists()


class TestASection:
    @pytest.fixture
    def section(self, home):
        section = StandardPageFactory(parent=home, title="Map")
        for number in range(3):
            StandardPageFactory(parent=section, title=f"Zeldzaam {number}")
        return section

    def count_queries(self, work):
        with CaptureQueriesContext(connection) as queries:
            work()
        return len(queries)

    def restrict(self, section):
        PageViewRestriction.objects.create(page=section, restriction_type="login")

    def test_is_hidden_at_once_in_the_same_work_however_large(self, home, section, dutch):
        small = self.count_queries(lambda: self.restrict(section))
        assert find("zeldzaam", dutch).total == 0
        large = StandardPageFactory(parent=home, title="Grote map")
        for number in range(8):
            StandardPageFactory(parent=large, title=f"Zeldzaam {number}")
        assert find("zeldzaam", dutch).total == 8

        assert self.count_queries(lambda: self.restrict(large)) == small
        assert find("zeldzaam", dutch).total == 0

    def test_takes_its_words_along(self, section):
        self.restrict(section)

        assert count("zeldzaam") == 0

    def test_stays_hidden_from_a_process_that_began_when_nothing_was_private(self, section, dutch):
        page = section.get_children().first().specific
        get_facts_query.cache_clear()
        with reading():
            page.save()

        self.restrict(section)
        page.save()

        assert find("zeldzaam", dutch).total == 0

    def test_comes_back_by_the_queue(self, section, dutch, run_background_tasks):
        self.restrict(section)

        section.view_restrictions.get().delete()
        run_background_tasks()

        assert find("zeldzaam", dutch).total == 3
        assert count("zeldzaam") == 3


@pytest.mark.usefixtures("keep_connection")
class TestUpkeep:
    def test_deletes_questions_also_when_the_index_cannot_be_rebuilt(self, home, dutch, settings):
        settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.gone"}}
        jobs = settings.PERIODIC_WORK.items()
        settings.PERIODIC_WORK = {
            name: interval for name, interval in jobs if name.startswith("search.")
        }
        PeriodicRun.objects.all().delete()
        question = Question.objects.create(locale=dutch, words="zeldzaam")
        date = timezone.localdate() - timedelta(days=31)
        DailyCount.objects.create(question=question, date=date, asked=1, found=0)

        with WorkerLock() as lock:
            do_periodic_work(lock)

        failed = PeriodicRun.objects.exclude(error="").values_list("name", flat=True)
        assert list(failed) == ["search.tasks.rebuild_index"]
        assert not Question.objects.exists()
