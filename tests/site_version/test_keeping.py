"""What is kept is right for whoever asks, and is not kept for ever."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from pytest_django.asserts import assertContains

from home.models import HomePage
from news.models import NewsPage
from site_version.keeping import Kept, keep
from site_version.version import reading
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    ThemeFactory,
)


@pytest.fixture
def kept():
    return Kept(size=2)


class TestKept:
    def test_makes_a_thing_once(self, kept, db):
        made = iter(["first", "second"])

        with reading():
            assert kept.get((1,), lambda: next(made)) == "first"
            assert kept.get((1,), lambda: next(made)) == "first"

    def test_makes_it_again_for_another_key_language_or_version(self, kept, home):
        made = iter(["first", "second", "third", "fourth"])

        with reading():
            assert kept.get((1,), lambda: next(made)) == "first"
            assert kept.get((2,), lambda: next(made)) == "second"
            with override("en"):
                assert kept.get((1,), lambda: next(made)) == "third"
            HomePage.objects.update(summary="Anders")
            assert kept.get((1,), lambda: next(made)) == "fourth"

    def test_keeps_no_more_than_was_said(self, kept, db):
        with reading():
            for key in [1, 2, 1, 3]:
                kept.get((key,), lambda: "made")

            assert [key for *_version, key in kept.things] == [1, 3]

    def test_keeps_nothing_outside_a_request(self, kept, db):
        made = iter(["first", "second"])

        assert kept.get((1,), lambda: next(made)) == "first"
        assert kept.get((1,), lambda: next(made)) == "second"

    def test_keeps_nothing_of_what_is_not_stored_yet(self, kept, db):
        with reading():
            assert kept.get((HomePage(),), lambda: "made") == "made"

        assert not kept.things

    def test_keeps_nothing_of_what_failed(self, db):
        answers = [ZeroDivisionError, "made"]

        @keep(size=2)
        def make():
            answer = answers.pop(0)
            if answer == "made":
                return answer
            raise answer

        with reading():
            with pytest.raises(ZeroDivisionError):
                make()
            assert make() == "made"


def test_a_news_page_can_be_seen_before_it_is_stored(admin, home):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["news", "newsindexpage", home.pk])
    none = {"body-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    admin.post(address, {"title": "Al het nieuws", "slug": "nieuws", "summary": "x", **none})

    assertContains(admin.get(address), "Al het nieuws")


class TestPages:
    """Parts of pages that are kept are nobody else's."""

    @pytest.fixture
    def item(self, home):
        theme = ThemeFactory(name="Armoede")
        return NewsPageFactory(
            parent=NewsIndexPageFactory(parent=home), title="Keukentafel", themes=[theme]
        )

    def test_a_draft_stays_out_of_the_page_and_the_page_out_of_the_draft(self, admin, client, item):
        draft = NewsPage.objects.get(pk=item.pk)
        draft.themes.set([ThemeFactory(name="Schulden", slug="schulden")])
        draft.save_revision(log_action=True)
        view = reverse("wagtailadmin_pages:view_draft", args=[item.pk])

        pages = [client.get(item.url), admin.get(view), client.get(item.url), admin.get(view)]

        found = [
            [name for name in ["Armoede", "Schulden"] if name in page.content.decode()]
            for page in pages
        ]
        assert found == [["Armoede"], ["Schulden"]] * 2

    def test_a_list_that_is_leafed_keeps_nothing_of_the_address(self, client, item):
        for number in range(13):
            NewsPageFactory(parent=item.get_parent(), title=f"Bericht {number}")
        url = item.get_parent().url

        client.get(url, {"from": "nieuwsbrief"})

        assert "nieuwsbrief" not in client.get(url).content.decode().partition("<footer")[0]

    def test_the_menu_marks_where_each_visitor_is(self, client, item):
        index = item.get_parent()
        type(index).objects.update(show_in_menus=True)

        pages = [client.get(url).content.decode() for url in [index.url, item.url, "/"] * 2]

        marks = [
            [mark for mark in ['aria-current="page"', 'aria-current="true"'] if mark in menu(page)]
            for page in pages
        ]
        assert marks == [['aria-current="page"'], ['aria-current="true"'], []] * 2


def menu(html):
    return html.partition("main-menu__items")[2].partition("</ul>")[0]
