import pytest

from tests.installations import Installation, make_folder, remove


@pytest.fixture
def empty_installation():
    """A site on which `setup` has not run yet."""
    installation = Installation(make_folder())
    yield installation
    remove(installation)
