import pytest

from tests.demo_site import build
from tests.installations import Installation, make_folder, remove


@pytest.fixture
def empty_installation():
    """A site on which `setup` has not run yet."""
    installation = Installation(make_folder())
    yield installation
    remove(installation)


@pytest.fixture(scope="class")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration site, made once for a class of tests; gives what the command printed."""
    with django_db_blocker.unblock(), build(tmp_path_factory.mktemp("media")) as output:
        yield output
