"""The board of translations, and the one way to start them, as an editor meets them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import Translation

from accounts.models import User
from news.models import NewsPage
from tests.factories import PASSWORD, NewsPageFactory, ThemeFactory
from tests.translations.steps import (
    BOARD,
    change,
    get_english,
    make_short,
    set_fields,
    translate,
)
from translations import starting
from translations.keeping import refresh_instance
from translations.models import Progress
from translations.permissions import list_shown
from translations.priority import rank_by_visits
from translations.progress import State, get_key
from translations.views.board import BoardView
from visits.models import DayCount

START = f"{BOARD}start/"


def get_rows(response):
    """Return the Rows of a board, as a list."""
    return list(response.context["object_list"])


def get_titles(response):
    return [row.title for row in get_rows(response)]


@pytest.fixture(scope="module")
def kept_short(kept_index, keep):
    with keep():
        yield make_short(kept_index).pk


@pytest.fixture
def short(kept_short, index):
    """A news item without blocks."""
    return NewsPage.objects.get(pk=kept_short)


class TestBoard:
    def test_shows_how_far_each_page_is(self, admin, short):
        translate(short, "summary", publish=False)
        missing = NewsPageFactory(parent=short.get_parent(), title="Stadhuis")

        response = admin.get(BOARD)

        rows = {row.title: (row.state, row.behind) for row in get_rows(response)}
        assert rows[short.title] == (State.IN_PROGRESS, 1)
        assert rows[missing.title] == (State.MISSING, 0)
        assert rows["Home"] == (State.CURRENT, 0)
        assertContains(response, "1 passage te doen")

    def test_puts_first_what_is_asked_for(self, admin, short):
        NewsPageFactory(parent=short.get_parent(), title="Stadhuis")
        translate(short)
        change(short, summary="Met potten.")
        set_fields("Home", last_published_at="2018-01-01T00:00Z")
        set_fields("Nieuws", last_published_at="2018-01-02T00:00Z")
        orders = ["", "?", "urgency", "-urgency", "changed_at", "-changed_at"]

        firsts = [get_titles(admin.get(BOARD, {"ordering": order}))[:2] for order in orders]

        most_urgent = ["Keukentafel", "Stadhuis"]
        assert firsts[:3] == [most_urgent] * 3
        assert firsts[3:] == [["Nieuws", "Home"], ["Home", "Nieuws"], ["Keukentafel", "Nieuws"]]

    def test_puts_first_among_what_is_as_far_what_is_read_most(self, admin, short):
        parent = short.get_parent()
        little, much = [NewsPageFactory(parent=parent, title=title) for title in ["Zaal", "Markt"]]
        today = timezone.localdate()
        for page, day, number in [
            (little, today, 2),
            (much, today, 40),
            # Too long ago to count.
            (little, today - timedelta(days=40), 900),
        ]:
            DayCount.objects.create(page=page, day=day, origin="site", number=number)

        changed = [rank_by_visits(), rank_by_visits()]
        # What is measured again stays as it was read.
        refresh_instance(much)
        response = admin.get(BOARD, {"state": "missing"})

        assert changed == [2, 0]
        titles = get_titles(response)
        assert titles.index("Markt") < titles.index("Zaal")
        assertContains(response, "40 keer gelezen in 30 dagen")
        assertNotContains(response, "2 keer gelezen")

    def test_filters(self, admin, short):
        ThemeFactory(name="Armoede")
        set_fields("Home", last_published_at="2018-01-01T00:00Z")

        for query, titles in [
            ("state=missing", {"Keukentafel", "Armoede"}),
            ("state=current", {"Home", "Nieuws"}),
            ("age=7", {"Home"}),
        ]:
            assert set(get_titles(admin.get(f"{BOARD}?{query}"))) == titles, query
        nonsense = "state=nonsense&kind=x&age=-1&owner=%00&ordering=%00&language=%00&p=x"
        assert len(get_titles(admin.get(f"{BOARD}?{nonsense}"))) == 4

    def test_filters_by_kind_and_owner(self, admin, editor, short):
        set_fields(short.title, owner=editor)
        ThemeFactory(name="Armoede")

        of_kind = admin.get(BOARD, {"kind": short.content_type_id})
        of_owner = admin.get(BOARD, {"owner": editor.pk})

        assert get_titles(of_kind) == get_titles(of_owner) == ["Keukentafel"]

    def test_gives_the_rows_alone_to_who_filters_with_javascript(self, admin, short):
        response = admin.get(f"{BOARD}results/", {"state": "missing"})

        assertContains(response, "Keukentafel")
        assertNotContains(response, "<html")

    def test_offers_a_way_back_when_nothing_fits(self, admin, index):
        response = admin.get(BOARD, {"state": "behind"})

        assertContains(response, f'href="{BOARD}"')
        assert get_rows(response) == []

    def test_is_in_parts_of_thirty(self, admin, short):
        for number in range(29):
            ThemeFactory(name=f"Thema {number}")

        pages = [get_titles(admin.get(BOARD, {"p": number})) for number in [1, 2]]

        assert [len(titles) for titles in pages] == [30, 2]
        assert set(pages[0]).isdisjoint(pages[1])

    def test_is_about_one_language_at_a_time(self, admin, short):
        Locale.objects.create(language_code="de")
        translate(short)

        english, german = (admin.get(BOARD, {"language": code}) for code in ["en", "de"])

        states = [
            {row.title: row.state for row in get_rows(response)}["Keukentafel"]
            for response in [english, german]
        ]
        assert states == [State.CURRENT, State.MISSING]

    def test_says_so_where_there_is_one_language(self, admin, index):
        get_english(index.get_parent()).delete()
        Locale.objects.exclude(pk=index.locale_id).delete()

        assertContains(admin.get(BOARD), "Er is maar één taal")

    def test_is_on_the_dashboard_with_the_most_urgent(self, admin, short):
        response = admin.get("/admin/")

        (card,) = html.fromstring(response.content).find_class("dashboard-card--translations")
        words = " ".join(card.text_content().split())
        assert words == "Engels Keukentafel Niet gestart 0 wachten, 1 niet gestart"


class TestStart:
    def test_makes_drafts_of_what_is_chosen(self, admin, short, run_background_tasks):
        other = NewsPageFactory(parent=short.get_parent(), title="Stadhuis")
        page = html.fromstring(admin.get(f"{BOARD}?state=missing").content)
        (form,) = [each for each in page.forms if each.action.startswith(START)]
        rows = [box.get("value") for box in form.xpath('.//input[@type="checkbox"]')]

        response = admin.post(
            START, {"rows": rows, "language": form.fields["language"]}, follow=True
        )

        assertContains(response, "2 vertalingen worden gestart")
        assertContains(response, "2 vertalingen zijn nog niet gestart")
        run_background_tasks()
        assert not get_english(short).live
        assert not get_english(other).live
        assertNotContains(admin.get(BOARD), "nog niet gestart.")

    def test_makes_drafts_of_all_that_the_board_shows(
        self, admin, short, run_background_tasks, monkeypatch
    ):
        """Also of what is on its second page, and in a second part of the work."""
        monkeypatch.setattr(BoardView, "paginate_by", 2)
        monkeypatch.setattr(starting, "PART", 2)
        others = [
            NewsPageFactory(parent=short.get_parent(), title=f"Markt {number}")
            for number in range(3)
        ]

        admin.post(f"{START}?q=markt", {"all": "1", "language": "en"})
        run_background_tasks()

        assert not short.get_translations().exists()
        assert all(each.get_translations().exists() for each in others)

    def test_leaves_what_somebody_may_not_start_and_what_was_started_since(
        self, admin, short, run_background_tasks
    ):
        other = NewsPageFactory(parent=short.get_parent(), title="Stadhuis")
        keys = [get_key(short), get_key(other)]
        admin.post(START, {"rows": keys, "language": "en"})
        translate(short)
        other.delete()

        run_background_tasks()

        assert get_english(short).title == "EN Keukentafel"

    def test_leads_to_the_editor_of_the_only_one(self, admin, short):
        response = admin.post(START, {"rows": [get_key(short)], "language": "en"})

        translation = Translation.objects.get(source__object_id=short.translation_key)
        assertRedirects(response, f"{BOARD}{translation.pk}/")

    def test_says_so_when_nothing_can_be_started(self, admin, index):
        for rows in [[], ["1-1"], ["x"], ["999999-1"], ["\0"]]:
            response = admin.post(START, {"rows": rows, "language": "en"}, follow=True)

            assert response.status_code == 200, rows
            assert len(response.context["messages"]) == 1, rows

    def test_needs_a_language_to_translate_into(self, admin, short):
        for language in ["", "nl", "xx", "\0"]:
            response = admin.post(START, {"rows": [get_key(short)], "language": language})

            assert response.status_code == 404, language
        assert not short.get_translations().exists()

    def test_is_not_of_a_translation(self, admin, short):
        translate(short)

        admin.post(START, {"rows": [get_key(get_english(short))], "language": "en"})

        assert Translation.objects.filter(source__object_id=short.translation_key).count() == 1

    def test_is_reached_by_the_address_of_wagtail_localize_for_a_page(self, admin, short):
        url = reverse("wagtail_localize:submit_page_translation", args=[short.pk])

        response = admin.get(url, follow=True)

        assertRedirects(response, f"{START}?rows={get_key(short)}")
        assertContains(response, "Keukentafel")
        assert self.press(admin, response, "Engels") == [short]

    def test_is_reached_by_the_address_of_wagtail_localize_for_a_snippet(self, admin, index):
        theme = ThemeFactory(name="Armoede")
        url = reverse(
            "wagtail_localize:submit_snippet_translation", args=["teams", "theme", theme.pk]
        )

        response = admin.get(url, follow=True)

        assertContains(response, "Armoede")
        assert self.press(admin, response, "Engels") == [theme]

    def press(self, admin, response, words):
        """Press the button with these words; return what is started then, as a list."""
        page = html.fromstring(response.content)
        (form,) = [each for each in page.forms if each.action == START]
        (button,) = [each for each in form.xpath(".//button") if words in each.text_content()]
        before = list(Translation.objects.values_list("pk", flat=True))
        admin.post(START, {**form.fields, button.get("name"): button.get("value")})
        made = Translation.objects.exclude(pk__in=before)
        return [translation.source.get_source_instance() for translation in made]

    def test_is_of_what_can_be_translated_only(self, admin, index):
        for args in [["auth", "group", 1], ["x", "y", 1], ["teams", "theme", 0]]:
            url = reverse("wagtail_localize:submit_snippet_translation", args=args)

            assert admin.get(url).status_code == 404, args

    def test_leads_to_the_board_where_nothing_is_left_to_start(self, admin, short):
        translate(short, publish=False)

        for rows in [get_key(short), "", "1-1", "\0"]:
            assertRedirects(admin.get(START, {"rows": rows}), BOARD)

    def test_is_offered_at_the_page_to_who_has_no_button_of_wagtail_localize(self, client, short):
        group = Group.objects.create(name="Nederlands")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        right = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=right
        )
        editor = User.objects.create_user("redactie@example.org", PASSWORD)
        editor.groups.add(group)
        client.force_login(editor)

        response = client.get(reverse("wagtailadmin_pages:edit", args=[short.pk]))

        assertContains(response, f"{START}?rows={get_key(short)}")
        assertNotContains(response, "/admin/localize/submit/page/")


def test_who_may_do_everything_is_asked_nothing_about_each_page(editor, short, english):
    """With 20,000 pages that is most of what the board costs."""
    translate(short)

    shown = list_shown(editor, english)

    assert "wagtailcore_page" not in str(shown.query)
    assert set(shown) == set(Progress.objects.filter(locale=english))
