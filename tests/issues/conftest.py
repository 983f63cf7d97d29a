import pytest

from tests.factories import IssuePageFactory, NewsletterPageFactory


@pytest.fixture
def issue(home):
    """A Dutch issue that nobody saw yet, without items."""
    return IssuePageFactory(
        parent=NewsletterPageFactory(parent=home), live=False, first_published_at=None
    )
