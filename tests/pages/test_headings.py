"""A link to a heading leads there: its id is unique on the page, and there for any script."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from pages.blocks import PageBodyBlock
from pages.blocks.text import OWN_IDS
from pages.models import StandardPage
from pages.publishing import PublishingRefusedError
from pages.rules import list_equal_headings
from tests.factories import StandardPageFactory

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Screens and pages without a text of blocks.
OTHERS = {
    *["newsletter", "demo", "translations", "search", "admin", "wagtailadmin", "wagtailimages"],
}


def make_heading(text):
    """Return the value of a heading block."""
    return PageBodyBlock().child_blocks["heading"].to_python({"text": text, "level": "2"})


def write_headings(page, *texts):
    page.body = [("heading", make_heading(text)) for text in texts]
    return page


class TestAnchor:
    @pytest.mark.parametrize(
        ("text", "anchor"),
        [
            ("Wat ú kunt doen?", "wat-u-kunt-doen"),
            ("المعلومات", "المعلومات"),
            # Both would be "nl" if letters of other scripts went.
            ("العربية NL", "العربية-nl"),
            ("Інформація NL", "інформація-nl"),
            ("✂", "2702"),
            ("🎉🎉", "1f389-1f389"),
            ("Related", "related-2"),
            ("Main", "main-2"),
        ],
    )
    def test_is_made_of_the_words(self, text, anchor):
        assert make_heading(text).get_anchor() == anchor

    def test_is_none_of_the_ids_that_pages_have(self):
        paths = [
            path
            for path in TEMPLATES.rglob("*.html")
            if OTHERS.isdisjoint(path.relative_to(TEMPLATES).parts)
        ]
        found = {each for path in paths for each in re.findall(r' id="([^"{]+)"', path.read_text())}

        assert found <= OWN_IDS


class TestEqualHeadings:
    def test_are_refused_when_a_draft_is_published_that_nobody_checked(self, home):
        page = StandardPageFactory(parent=home, live=False)
        revision = write_headings(page, "Kosten", "kosten").save_revision(clean=False)

        with pytest.raises(PublishingRefusedError) as refused:
            revision.publish()

        assert refused.value.messages == [
            "De kop “kosten” staat er twee keer. Gebruik voor een van de twee andere woorden."
        ]

    def test_are_not_two_in_another_script(self):
        page = write_headings(StandardPage(), "المعلومات", "التكلفة", "✂", "✄")

        assert list_equal_headings(page) == []
