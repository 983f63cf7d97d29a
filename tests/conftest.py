"""What most tests build on: a site with a home page, and an editor."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from background import periodic
from background.queue import QueueRunner
from tests.demo_site import answer_once, render_once
from tests.factories import UserFactory, make_home, translate
from tests.installations import install, remove


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


@pytest.fixture
def keep_connection(db, monkeypatch):
    """Let a worker go on in the transaction of the test; it renews its connection otherwise."""
    for module in [db_worker, periodic]:
        monkeypatch.setattr(module, "close_old_connections", lambda: None)


@pytest.fixture
def run_background_tasks(keep_connection):
    """A function that does the work of the queue in this process, until nothing is ready.

    With `early`, what was put off for later is ready too. Fails when a task fails for good.
    """

    def run(early=False):
        if early:
            DBTaskResult.objects.filter(status="READY", run_after__gt=timezone.now()).update(
                run_after=timezone.now()
            )
        failed_before = set(DBTaskResult.objects.failed())
        QueueRunner(worker_id="test").run()
        for result in DBTaskResult.objects.failed():
            assert result in failed_before, result.traceback

    return run


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder that all workers of this test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def installation(shared_folder):
    """A site on which `setup` has run once; its server runs only while a test has it run."""
    installation, output = install(shared_folder)
    installation.first_output = output
    yield installation
    remove(installation)


@pytest.fixture(scope="session")
def rendered(shared_folder, tmp_path_factory, django_db_setup, django_db_blocker):
    """Every page and state of the demonstration site, as a list of `tests.demo_site.Rendered`."""
    with django_db_blocker.unblock():
        return render_once(shared_folder, tmp_path_factory.mktemp("rendered-media"))


@pytest.fixture(scope="session")
def answers(shared_folder, tmp_path_factory, django_db_setup, django_db_blocker):
    """What search answers to each question of the golden set on the demonstration site."""
    with django_db_blocker.unblock():
        return answer_once(shared_folder, tmp_path_factory.mktemp("rendered-media"))
