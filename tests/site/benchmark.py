"""Whether a page costs the same on a small and a large site: 1,000 and 20,000 news items.

Not one of the tests; `make benchmark` runs it. It makes two copies of the demonstration site, grows
the news in them, and asks both for each page in turn: what is given is the processor's time, of
Python and of PostgreSQL, which other work on the machine changes little. ROUNDS in the environment
says how often. docs/performance.md tells what it gave.
"""

import os
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from news.models import ITEMS_PER_PAGE, NewsIndexPage, NewsPage
from pages.sitemaps import FILE_SIZE
from teams.models import WorkTeamPage
from tests.databases import copy, using
from tests.growth import grow

SIZES = [1_000, 20_000]
ROUNDS = int(os.environ.get("ROUNDS", "7"))
ADMINISTRATOR, EDITOR = "beheerder@example.org", "redactie@example.org"


@pytest.fixture
def sites(visit_demo, django_db_blocker):
    """The names of databases by size: copies of the demonstration site that grew."""
    with django_db_blocker.unblock():
        with visit_demo():
            pass
        yield {size: make_site(size) for size in SIZES}


def make_site(size):
    """Return the name of a new database with so many news items."""
    name = f"growth_{size}"
    copy("demo", name)
    with using(name):
        prepare(size)
    return name


def prepare(size):
    """Grow the site in a database, and have an administrator and an editor in it."""
    grow(size)
    User.objects.create_superuser(ADMINISTRATOR)
    editor = User.objects.create_user(EDITOR)
    editor.groups.add(Group.objects.get(name="Redactie"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def test_growth(sites):
    print_table(measure(sites))


def measure(sites):
    """Return what each page costs, as {name: {size: [(seconds, number of queries)]}}."""
    spent = defaultdict(lambda: defaultdict(list))
    for number in range(ROUNDS):
        for size, name in sites.items():
            with using(name), connection.cursor() as cursor:
                # What other processes of PostgreSQL do for this one would not be counted.
                cursor.execute("SET max_parallel_workers_per_gather = 0")
                for what, visit in list_visits().items():
                    if not number:
                        visit()
                    spent[what][size].append(clock(visit))
    return spent


def clock(action):
    """Return the seconds that the processor works for an action, and the number of its queries."""
    with CaptureQueriesContext(connection) as queries:
        start = time.process_time() + read_database_time()
        action()
        return time.process_time() + read_database_time() - start, len(queries)


def read_database_time():
    """Return the seconds that the processor has worked for this connection to PostgreSQL.

    Linux tells it, in nanoseconds.
    """
    process = connection.connection.info.backend_pid
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def list_visits():
    """Return what is measured, as {name: function}."""
    index = NewsIndexPage.objects.get(locale__language_code="nl")
    last = index.get_items().count() // ITEMS_PER_PAGE
    item = index.get_items().filter(date__year=2019)[0]
    team = WorkTeamPage.objects.filter(locale__language_code="nl").published()[0]
    addresses = {
        "home": "/",
        "article": item.url,
        "team": team.url,
        "list, first": index.url,
        "list, middle": f"{index.url}?page={last // 2}",
        "list, deepest": f"{index.url}?page={last}",
        "list of a year": f"{index.url}?year=2019",
        "feed": f"{index.url}feed/rss/",
        "search, common": "/zoeken/?q=werkteam",
        "search, typing error": "/zoeken/?q=mantelzrog",
        "search, nothing": "/zoeken/?q=xyzzy",
        "sitemap": "/sitemap.xml",
        "sitemap, a file": f"/sitemap-{item.pk // FILE_SIZE}.xml",
        "missing page": "/nieuws/bestaat-niet/",
    }
    screens = {
        "dashboard": reverse("wagtailadmin_home"),
        "board": reverse("translations:board"),
        "board, missing": reverse("translations:board") + "?state=missing",
        "explorer": reverse("wagtailadmin_explore", args=[index.pk]),
        "news list": reverse("news:index"),
        "chooser": reverse("wagtailadmin_choose_page_child", args=[index.pk]),
        "chooser, search": reverse("wagtailadmin_choose_page_search") + "?q=werkteam",
        "search of staff": reverse("wagtailadmin_pages:search") + "?q=werkteam",
    }
    visits = {name: visit_as(None, url) for name, url in addresses.items()}
    for email, who in [(ADMINISTRATOR, "administrator"), (EDITOR, "editor")]:
        visits |= {f"{name} ({who})": visit_as(email, url) for name, url in screens.items()}
    return visits | {"publish": lambda: publish(NewsPage.objects.get(pk=item.pk))}


def visit_as(email, url):
    """Return a function that asks for an address, as a visitor (None) or as a member of staff."""
    client = Client()
    if email:
        client.force_login(User.objects.get(email=email))
    return lambda: client.get(url, headers={"host": "localhost"}).content


def publish(page):
    page.save_revision().publish()


def print_table(spent):
    small, large = SIZES
    print(f"\n| page | {small:,}, ms | {large:,}, ms | ratio | queries |\n|---|---|---|---|---|")
    for name, by_size in spent.items():
        few, many = (median(seconds for seconds, _ in by_size[size]) * 1000 for size in SIZES)
        counts = " / ".join(str(by_size[size][-1][1]) for size in SIZES)
        print(f"| {name} | {few:.1f} | {many:.1f} | {many / few:.2f} | {counts} |")
