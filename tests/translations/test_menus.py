"""What the lists of the admin offer about translations."""

import pytest
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import ThemeFactory
from tests.translations.steps import translate

pytestmark = pytest.mark.django_db


class TestLists:
    """Publishing reads a source again, so nobody is to do that by hand."""

    def test_of_pages_do_not_offer_to_synchronise(self, admin, translated):
        response = admin.get(reverse("wagtailadmin_explore", args=[translated.get_parent().pk]))

        # The menu above the list is Wagtail's own, and cannot be changed.
        (table,) = html.fromstring(response.content).find_class("listing")
        assert translated.title in table.text_content()
        assert table.xpath(".//a[contains(@href, '/localize/update/')]") == []

    def test_of_snippets_do_not_offer_to_synchronise(self, admin, index):
        theme = ThemeFactory(name="Armoede")
        translate(theme)

        response = admin.get(reverse("wagtailsnippets_teams_theme:list"))

        assertContains(response, theme.name)
        assertNotContains(response, "/localize/update/")
