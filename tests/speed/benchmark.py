"""What a page costs today, beside a commit: `make benchmark BASE=<commit>` prints one table.

Not one of the tests. Both sites are served the way `make run` does, in turn asked for the same
pages of the same content, and measured by what Linux says of all their processes, PostgreSQL too.
"""

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import pytest

from tests.speed.checkouts import Checkout
from tests.speed.processes import measure_machine
from tests.speed.visitor import HEADERS, UNCACHED, fetch, time_fetch
from tests.waiting import wait_for

# Of before the work on speed, which the demands are multiples of.
BASE = os.environ.get("BASE") or "44af3f5"
ROUNDS = int(os.environ.get("ROUNDS", "6"))
# A sample is asked for until Linux, which counts in hundredths of a second for each process, has
# counted enough; a page from the cache may be quicker than that.
REQUESTS_AT_ONCE = 20
ENOUGH_MILLISECONDS = 600
MOST_REQUESTS = 1000
WARMING_REQUESTS = 20
MIXED_REQUESTS = 500
# A worker that only looks whether there is work takes a hundredth of a processor.
REST = 0.05
REST_SECONDS = 3
VISITORS_AT_ONCE = 8

# In the example content of every commit.
ADDRESSES = {
    "home": "/",
    "article": "/nieuws/zeven-generaties/",
    "list": "/nieuws/",
    "search": "/zoeken/?q=gemeente",
    "feed": "/nieuws/feed/rss/",
    "team": "/werkteams/samenspel-formeel-en-informeel/",
}
# With pictures that the first has not.
OTHER_ARTICLE = "/nieuws/informeel-formeel/"
FORGET_RENDITIONS = """
from library.models import Rendition
for rendition in Rendition.objects.all():
    rendition.file.delete(save=False)
Rendition.objects.all().delete()
"""


@pytest.fixture(scope="module")
def checkouts():
    """The base and today's tree, in this order, with content."""
    base = Checkout.of_commit(BASE)
    today = Checkout.of_today(base)
    base.set_up()
    origin = today.set_up(content=base)
    print(f"\nBeside {base.name}, with the example content of {origin}.")
    return [base, today]


def test_pages(checkouts):
    first_views = [measure_first_views(checkout) for checkout in checkouts]
    with ExitStack() as served:
        sites = [served.enter_context(checkout.serving()) for checkout in checkouts]
        for site in sites:
            show_everything(site)
        queries = [count_queries(checkout) for checkout in checkouts]
        sizes = {
            name: [len(fetch(site, address)) for site in sites]
            for name, address in ADDRESSES.items()
        }
        uncached = measure_in_turn(sites, UNCACHED)
        cached = measure_in_turn(sites, HEADERS)
        memory = [measure_memory(site) for site in sites]

    base, today = (checkout.name for checkout in checkouts)
    print(f"\n| | {base} | {today} | {today} ÷ {base} | noise |\n|---|---|---|---|---|")
    for name in ADDRESSES:
        report_times(name, uncached[name])
    for name in ADDRESSES:
        report_times(f"{name}, asked for again by anybody", cached[name])
    for name in ADDRESSES:
        report(f"{name}, queries", [counts[name] for counts in queries], "d")
    for name in ADDRESSES:
        report(f"{name}, kB as sent", [size / 1000 for size in sizes[name]], ".1f")
    report(f"memory after {MIXED_REQUESTS} requests, MiB", memory, ".0f")
    for what in first_views[0]:
        report(
            f"first view of an article, {what}, s", [views[what] for views in first_views], ".2f"
        )


def show_everything(site):
    """Fetch every page, and return when the worker has made what was not there for it."""
    for address in ADDRESSES.values():
        fetch(site, address)
    wait_for(lambda: measure_rest(site) < REST)


def measure_rest(site):
    """Return what share of a processor a site takes that nobody asks for anything."""
    before = site.processes.measure_processor()
    time.sleep(REST_SECONDS)
    return (site.processes.measure_processor() - before) / (REST_SECONDS * 1000)


def count_queries(checkout):
    """Return how many queries each page costs without the cache of pages, as {name: int}."""
    script = Path(__file__).with_name("count_queries.py").read_text()
    headers = UNCACHED | {"Host": "localhost"}
    printed = checkout.run_script(
        script, ADDRESSES=json.dumps(ADDRESSES), HEADERS=json.dumps(headers)
    )
    return json.loads(printed.splitlines()[-1])


def measure_first_views(checkout):
    """Return the seconds until an article whose pictures nobody saw is there, as {what: float}."""
    with checkout.serving():
        checkout.run_script(FORGET_RENDITIONS)
    # Started anew: a process keeps in mind which pictures there are.
    with checkout.serving() as site, ThreadPoolExecutor(VISITORS_AT_ONCE) as pool:
        for _ in range(WARMING_REQUESTS):
            fetch(site, "/privacy/")
        alone = time_fetch(site, ADDRESSES["article"])
        together = pool.map(lambda _: time_fetch(site, OTHER_ARTICLE), range(VISITORS_AT_ONCE))
        return {"one visitor": alone, f"{VISITORS_AT_ONCE} visitors at once": max(together)}


def measure_in_turn(sites, headers):
    """Return {page: [ref-ms of a request, one for each site] of each round}."""
    measured = {name: [] for name in ADDRESSES}
    for name, address in ADDRESSES.items():
        for site in sites:
            ask(site, address, headers, WARMING_REQUESTS)
        for _ in range(ROUNDS):
            measured[name].append([measure(site, address, headers) for site in sites])
    return measured


def measure(site, address, headers):
    """Return what a request costs the whole stack of a site, in ref-ms."""
    machine, before = measure_machine(), site.processes.measure_processor()
    spent = requests = 0
    while spent < ENOUGH_MILLISECONDS and requests < MOST_REQUESTS:
        ask(site, address, headers, REQUESTS_AT_ONCE)
        requests += REQUESTS_AT_ONCE
        spent = site.processes.measure_processor() - before
    return spent / requests * (machine + measure_machine()) / 2


def ask(site, address, headers, requests):
    for _ in range(requests):
        fetch(site, address, headers)


def measure_memory(site):
    """Return the MiB of a site after requests for every page in turn."""
    for address in islice(cycle(ADDRESSES.values()), MIXED_REQUESTS):
        fetch(site, address, UNCACHED)
    return site.processes.measure_memory()


def report_times(name, rounds):
    """Print the medians of a page's rounds in ref-ms, and between what the ratio lay."""
    base, today = zip(*rounds, strict=True)
    ratios = sorted(new / old for old, new in rounds)
    noise = f"{ratios[0]:.2f} – {ratios[-1]:.2f}"
    spent = f"{median(base):.2f} | {median(today):.2f}"
    print(f"| {name}, ref-ms | {spent} | {median(ratios):.2f} | {noise} |")


def report(name, values, form):
    """Print what was measured once on each side."""
    base, today = values
    print(f"| {name} | {base:{form}} | {today:{form}} | {today / base:.2f} | |")
