"""What most tests build on: a site with a home page, and an editor."""

import pytest
from wagtail.models import Page, Site

from tests.demo_site import answer_once, render_once
from tests.factories import HomePageFactory, UserFactory, translate


@pytest.fixture
def home(db):
    """The Dutch home page of an otherwise empty site."""
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    page = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "root_page": page,
            "site_name": "Werkplaats Sociaal Domein Zuid-Holland Zuid",
        },
    )
    return page


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


@pytest.fixture(scope="session")
def answers(shared_folder, tmp_path_factory, django_db_setup, django_db_blocker):
    """What search answers to each question of the golden set on the demonstration site."""
    with django_db_blocker.unblock():
        return answer_once(shared_folder, tmp_path_factory.mktemp("rendered-media"))
