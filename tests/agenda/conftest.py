import pytest

from agenda.models import AgendaIndexPage
from tests.factories import AgendaIndexPageFactory, get_home


@pytest.fixture(scope="module")
def kept_agenda(keep):
    """The key of the agenda below the home page, which stays for a module of tests."""
    with keep():
        yield AgendaIndexPageFactory(parent=get_home()).pk


@pytest.fixture
def agenda(kept_agenda, db):
    return AgendaIndexPage.objects.get(pk=kept_agenda)
