"""A page is translated below pages that are not translated yet."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from tests.factories import NewsIndexPageFactory, NewsPageFactory
from tests.translations.steps import translate
from translations.publishing import start_translation


@pytest.fixture
def deep_item(home):
    """A news item two pages deep, where nothing is translated."""
    return NewsPageFactory(parent=NewsIndexPageFactory(parent=home))


class TestPagesAbove:
    def test_are_published_first(self, home, deep_item):
        translate(home)

        with pytest.raises(ValidationError, match="Publiceer eerst"):
            translate(deep_item)

    def test_are_started_as_drafts(self, deep_item, english):
        start_translation(deep_item, english)

        made = Page.objects.filter(locale=english)
        assert made.count() == 3
        assert not made.filter(live=True).exists()
        assert not made.filter(alias_of__isnull=False).exists()
