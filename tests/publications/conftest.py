import pytest

from publications.models import PublicationIndexPage
from tests.factories import PublicationIndexPageFactory, get_home


@pytest.fixture(scope="module")
def kept_index(keep):
    """The key of a page for publications below the home page, which stays for a module."""
    with keep():
        yield PublicationIndexPageFactory(parent=get_home()).pk


@pytest.fixture
def index(kept_index, db):
    return PublicationIndexPage.objects.get(pk=kept_index)
