import pytest

from tests.installation import Installation, install, make_folder, remove


@pytest.fixture
def empty_installation():
    """A site on which `setup` has not run yet."""
    installation = Installation(make_folder())
    yield installation
    remove(installation)


@pytest.fixture(scope="session")
def installation(shared_folder):
    """A site on which `setup` has run once; its server runs only while a test has it run."""
    installation, output = install(shared_folder)
    installation.first_output = output
    yield installation
    remove(installation)
