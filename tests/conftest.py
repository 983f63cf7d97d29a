"""What most tests build on: a site with a home page, and an editor."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from wagtail.models import Site

from tests.demo_site import render_once
from tests.factories import UserFactory, make_home, translate


@pytest.fixture
def home(db):
    """The Dutch home page of an otherwise empty site."""
    return make_home()


@pytest.fixture(scope="session")
def keep(django_db_setup, django_db_blocker):
    """A context manager: what is made in the database in its block is there for all of its tests.

    For a fixture of a class or module whose content takes long to make. Each test still undoes
    what it changes itself.
    """

    @contextmanager
    def keep():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()

    return keep


@pytest.fixture
def english_home(home):
    """The English home page, beside the Dutch one."""
    return translate(home, title="Home", heading="Those concerned sit at the table")


@pytest.fixture
def editor(db):
    """Somebody who may do everything in the admin."""
    return UserFactory()


@pytest.fixture
def admin(client, editor):
    """A client that is signed in to the admin."""
    client.force_login(editor)
    return client


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder that all workers of this test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def rendered(shared_folder, tmp_path_factory, django_db_setup, django_db_blocker):
    """Every page and state of the demonstration site, as a list of `tests.demo_site.Rendered`."""
    with django_db_blocker.unblock():
        return render_once(shared_folder, tmp_path_factory.mktemp("rendered-media"))
