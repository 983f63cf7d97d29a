"""The lists of pages of one type in the admin, as news and work teams have them."""

import datetime

import pytest
from lxml import html

from tests.factories import LibraryImageFactory, NewsIndexPageFactory, NewsPageFactory, translate

NEWS = "/admin/news/"


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)


def see(client, query=""):
    """Return what the list shows: the rows as lists of texts, and the texts of the tabs."""
    document = html.document_fromstring(client.get(NEWS + query).content.decode())
    (table,) = document.xpath("//table[contains(@class, 'listing')]")
    rows = [[read(cell) for cell in row.xpath("td")[2:]] for row in table.xpath("tbody/tr")]
    return rows, [read(tab) for tab in document.xpath("//nav[@class='listing-tabs']//a")]


def read(element):
    hidden = ".//*[contains(@class, 'w-sr-only') or contains(@class, 'actions')]"
    for each in element.xpath(hidden):
        each.drop_tree()
    return " ".join(element.text_content().split())


def plan(page, user):
    page.go_live_at = datetime.datetime(2030, 1, 4, 8, 0, tzinfo=datetime.UTC)
    page.save_revision(user=user).publish()


class TestAList:
    def test_has_the_newest_first_each_once_with_a_word_of_state(self, admin, editor, news):
        for year, title in [(2018, "Oud"), (2019, "Nieuw")]:
            NewsPageFactory(parent=news, title=title, date=datetime.date(year, 5, 1))
        changed = NewsPageFactory(parent=news, title="Anders", date=datetime.date(2017, 5, 1))
        changed.save_revision()
        NewsPageFactory(parent=news, title="Concept", date=datetime.date(2016, 5, 1), live=False)
        planned = NewsPageFactory(
            parent=news, title="Straks", date=datetime.date(2015, 5, 1), live=False
        )
        plan(planned, editor)

        rows, tabs = see(admin)

        assert rows == [
            ["Nieuw", "Online", "", "01-05-2019"],
            ["Oud", "Online", "", "01-05-2018"],
            ["Anders", "Gewijzigd", "", "01-05-2017"],
            ["Concept", "Concept", "", "01-05-2016"],
            ["Straks", "Gepland 4 januari, 09:00", "", "01-05-2015"],
        ]
        assert tabs == ["Alle (5)", "Online (3)", "Concept (1)", "Gepland (1)"]

    def test_says_how_far_english_is_and_has_no_row_for_it(self, admin, english_home, news):
        item = NewsPageFactory(parent=news)
        translate(news, title="News")
        translate(item, title="Kitchen table")

        rows, tabs = see(admin)

        assert rows == [["Keukentafel", "Online", "Niet gestart", "13-05-2018"]]
        assert tabs[0] == "Alle (1)"

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("?state=online", ["Buiten"]),
            ("?state=draft", ["Binnen", "Binnenste"]),
            ("?state=planned", []),
            ("?state=draft&q=binnenste", ["Binnenste"]),
            ("?state=online&q=binnen", []),
        ],
    )
    def test_is_searched_within_a_tab(self, admin, news, query, titles):
        NewsPageFactory(parent=news, title="Buiten")
        for title in ["Binnen", "Binnenste"]:
            NewsPageFactory(parent=news, title=title, live=False)

        rows, _tabs = see(admin, query)

        assert sorted(row[0] for row in rows) == titles

    def test_shows_a_picture_that_says_nothing_twice(self, admin, news):
        NewsPageFactory(parent=news, lead_image=LibraryImageFactory())

        document = html.document_fromstring(admin.get(NEWS).content.decode())

        (picture,) = document.xpath("//td[contains(@class, 'listing-thumbnail')]/img")
        assert picture.get("alt") == ""
