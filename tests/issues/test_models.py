import pytest
from pytest_django.asserts import assertContains

from tests.factories import IssuePageFactory, NewsletterPageFactory

pytestmark = pytest.mark.django_db


class TestIssuePage:
    @pytest.fixture
    def issue(self, home):
        return IssuePageFactory(parent=NewsletterPageFactory(parent=home))

    def test_has_a_page_with_its_opening_words(self, client, issue):
        assertContains(client.get(issue.url), "Dit was er te doen.")

    def test_is_described_by_its_preview_line(self, issue):
        assert issue.get_description() == "Wat bewoners vertelden, en wat er komt."
