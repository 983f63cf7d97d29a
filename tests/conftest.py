"""What most tests build on: a site with a home page, and an editor."""

import gc
from contextlib import contextmanager
from functools import partial

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from background import periodic
from background.queue import QueueRunner
from site_version.keeping import forget_all
from tests.admin_screens import open_once
from tests.databases import provide, provide_site, visiting
from tests.demo_site import OUTPUT, answer_once, make_demo, render_once
from tests.durations import (  # noqa: F401 - pytest calls them
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_terminal_summary,
    pytest_xdist_make_scheduler,
)
from tests.factories import UserFactory, get_home, make_english_home
from tests.full_site import make_full_site
from tests.installations import install, remove
from tests.run import FOLDER, hold, remove_abandoned
from tests.run import remove as remove_folder

# Of things made and not gone yet; Python's own number is 700, and one page is thousands.
OBJECTS_BETWEEN_COLLECTIONS = 20_000


def pytest_configure(config):
    """Remove the folder of the run in the end, and now those of runs that did not come so far."""
    if is_first_process(config):
        config.add_cleanup(hold().close)
        config.add_cleanup(partial(remove_folder, FOLDER))
        remove_abandoned()


def pytest_collection_finish():
    """Look for what nobody uses any more among what the tests make, and less often.

    What is there before the first of them, all of Wagtail for one, stays until the last.
    """
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


def is_first_process(config):
    """Return whether this process runs the tests itself, or through workers that it starts."""
    return not hasattr(config, "workerinput")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_keepdb, django_db_createdb, worker_id
):
    """A database for this process alone, with a home page; in the place of pytest-django's own."""
    with django_db_blocker.unblock():
        provide_site(is_kept=django_db_keepdb, is_new=django_db_createdb)
        with visiting("site", worker_id):
            yield


@pytest.fixture
def home(db):
    """The Dutch home page of an otherwise empty site."""
    return get_home()


@pytest.fixture(autouse=True)
def empty_cache():
    """Each test begins with nothing in the cache of who came before, as with the database."""
    cache.clear()
    forget_all()


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

    return keep


@pytest.fixture
def now(monkeypatch):
    """The time at which the clock stands still (a datetime), so that no day ends in the test."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


@pytest.fixture
def english_home(home):
    """The English home page, beside the Dutch one."""
    return make_english_home(home)


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
def installation():
    """A site on which `setup` has run once; its server runs only while a test has it run."""
    installation = install()
    yield installation
    remove(installation)


@pytest.fixture(scope="class")
def full_site(django_db_setup, django_db_blocker, worker_id):
    """A site with one page of each type (`tests.full_site`) in the place of the empty one."""
    with django_db_blocker.unblock():
        provide("full", "site", make_full_site)
    with visiting("full", worker_id):
        yield


@pytest.fixture(scope="class")
def no_site(django_db_setup, worker_id):
    """A database with tables and no page of ours, in the place of the site with a home page."""
    with visiting("migrated", worker_id):
        yield


@pytest.fixture(scope="session")
def visit_demo(django_db_setup, django_db_blocker, worker_id):
    """A context manager: in its block, the demonstration site is in the place of the empty one."""
    with django_db_blocker.unblock():
        provide("demo", "template0", make_demo)
    return partial(visiting, "demo", worker_id)


@pytest.fixture(scope="class")
def demo(visit_demo):
    """The demonstration site in the place of the empty one; gives what the command printed."""
    with visit_demo():
        yield OUTPUT.read_text()


@pytest.fixture(scope="session")
def rendered(visit_demo, django_db_blocker):
    """Every page and state of the demonstration site, as a list of `tests.demo_site.Rendered`."""
    with django_db_blocker.unblock(), visit_demo():
        return render_once()


@pytest.fixture(scope="session")
def answers(visit_demo, django_db_blocker):
    """What search answers to each question of the golden set on the demonstration site."""
    with django_db_blocker.unblock(), visit_demo():
        return answer_once()


@pytest.fixture(scope="session")
def screens(django_db_setup, django_db_blocker):
    """Every screen of the admin, as a list of `tests.admin_screens.Screen`."""
    with django_db_blocker.unblock():
        return open_once()
