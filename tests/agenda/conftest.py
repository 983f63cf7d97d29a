import pytest

from tests.factories import AgendaIndexPageFactory


@pytest.fixture
def agenda(home):
    return AgendaIndexPageFactory(parent=home)
