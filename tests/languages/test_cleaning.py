"""Text is cleaned when it comes in, whichever way it is saved."""

import json

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from wagtail.rich_text import RichText

from languages.cleaning import clean_text, clean_texts
from news.models import NewsPage
from pages.models import StandardPage
from tests.factories import (
    LibraryImageFactory,
    NewsPageFactory,
    OpenCallFactory,
    StandardPageFactory,
    ThemeFactory,
    WorkTeamPageFactory,
)

DIRTY = "Cafe\u0301\x0ben\u200b \x07huis"
CLEAN = "Café\nen huis"
LINE = "Café en huis"


class TestCleanText:
    @pytest.mark.parametrize(
        ("text", "cleaned"),
        [
            (DIRTY, CLEAN),
            ("Gewoon", "Gewoon"),
            ("Twee\r\nregels\ten een tab", "Twee\r\nregels\ten een tab"),
            ("\ufeffNaam\ud83d\uffff", "Naam"),
            # What a writer means.
            ("schuld\u00adhulp", "schuld\u00adhulp"),
            ("10\u00a0%", "10\u00a0%"),
            ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
            ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
            # An accent by itself does not eat the end of a tag.
            ("<p>\u0338a</p>", "<p>\u0338a</p>"),
        ],
    )
    def test_takes_away_what_nobody_sees(self, text, cleaned):
        assert clean_text(text) == cleaned


class TestSaving:
    def make_body(self):
        return [
            ("text", RichText(f"<p>{DIRTY}</p>")),
            ("quote", {"text": DIRTY, "speaker": DIRTY}),
            ("picture_row", {"pictures": [{"image": LibraryImageFactory(), "caption": DIRTY}]}),
        ]

    def check(self, page):
        words = json.dumps(page.body.get_prep_value(), ensure_ascii=False)
        assert (page.title, page.summary) == (LINE, CLEAN)
        assert "\u0301" not in words
        assert words.count("Café") == 4

    def test_of_a_page_by_code(self, home):
        page = StandardPageFactory(parent=home, title=DIRTY, summary=DIRTY, body=self.make_body())

        self.check(page)
        self.check(type(page).objects.get())

    def test_of_a_draft(self, home):
        page = StandardPageFactory(parent=home, title="Schoon")
        page.title, page.summary, page.body = DIRTY, DIRTY, self.make_body()

        page.save_revision()

        self.check(page.get_latest_revision_as_object())

    def test_with_the_form_of_a_page(self, admin, news):
        page = NewsPageFactory(parent=news)

        admin.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {
                "title": DIRTY,
                "slug": "cafe",
                "date": "2026-11-27",
                "summary": DIRTY,
                "body-count": 0,
                "comments-TOTAL_FORMS": 0,
                "comments-INITIAL_FORMS": 0,
                "related_news-TOTAL_FORMS": 0,
                "related_news-INITIAL_FORMS": 0,
                "action-publish": "on",
            },
        )

        page = NewsPage.objects.get(pk=page.pk)
        assert (page.title, page.summary) == (LINE, CLEAN)

    def test_of_a_snippet_and_of_a_part_of_a_page(self, home):
        theme = ThemeFactory(name=DIRTY, slug="x")
        call = OpenCallFactory(team=WorkTeamPageFactory(parent=home), text=DIRTY)

        for item in [theme, call]:
            item.refresh_from_db()
        assert theme.name == LINE
        assert call.text == CLEAN

    def test_of_texts_in_other_languages(self, home):
        image = LibraryImageFactory(translations={"en": {"caption": DIRTY}})

        image.refresh_from_db()
        assert image.translations == {"en": {"caption": CLEAN}}

    def test_reads_no_field_that_was_left_out(self, home, django_assert_num_queries):
        StandardPageFactory(parent=home)
        page = StandardPage.objects.defer_streamfields().get()

        with django_assert_num_queries(0):
            clean_texts(page)

    def test_leaves_models_alone_that_are_not_ours(self, db):
        """That of the migrations themselves belongs to no app at all."""
        note = MigrationRecorder.Migration(app="languages", name=DIRTY)

        note.save()

        assert note.name == DIRTY
