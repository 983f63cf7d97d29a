"""How fast search is on made-up pages, beside stock Wagtail's backend in the same run.

Not one of the tests; `make benchmark` runs it, which takes about twenty minutes. With SIZES=1000 in
the environment it measures that number of pages only. docs/performance.md tells what it gave.
"""

import datetime
import os
import random
import time
from itertools import accumulate

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from modelsearch.query import Fuzzy
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from news.models import NewsPage
from search.corrections import find_similar
from search.finder import find
from search.index import update_entries
from search.suggestions import suggest
from tests.databases import copy, provide_site, using

DATABASE = "search_benchmark"
SIZES = sorted(int(size) for size in os.environ.get("SIZES", "1000 10000 50000").split())
REPEATS = 7
REPEATS_OF_SAVING = 30
CHUNK = 500

RARE = "zeldzaamwoord"
TYPING_ERROR = "zeldzaamworod"
QUESTIONS = {
    "a rare word": RARE,
    "a common word": "gemeente",
    "two words": "gemeente wijkteam",
    "a part of a compound": "gesprek",
}
# Each of these words stands in this share of the pages.
SHARES = {"gemeente": 0.25, "wijkteam": 0.02, "keukentafelgesprekken": 0.01}
# And the rare word in so many pages in all.
RARE_PAGES = 4

WORDS = 20_000
WORDS_IN_TEXT = 150
WORDS_IN_TITLE = 5
WORDS_IN_SENTENCE = 12
ONSETS = [*"bdfghjklmnprstvwz", "br", "dr", "gr", "kl", "kr", "pl", "st", "tr", "sch"]
VOWELS = [*"aeiou", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ou"]
CODAS = ["", "", "k", "l", "m", "n", "p", "r", "s", "t", "cht", "nd", "rk", "st"]
FIRST_DAY = datetime.date(2016, 9, 22)


@pytest.fixture
def database(django_db_blocker):
    """A database without pages, outside of any transaction."""
    with django_db_blocker.unblock():
        provide_site()
        copy("migrated", DATABASE)
        with using(DATABASE):
            yield


def test_search(database):
    pages, stock = Pages(), PostgresSearchBackend({})
    print("\n| pages | what | ours, ms | stock, ms | ours / stock |\n|---|---|---|---|---|")
    for size in SIZES:
        for chunk in pages.grow_to(size, CHUNK):
            update_entries(chunk)
            stock.add_bulk(type(chunk[0]), chunk)
        vacuum()
        report(size, measure_ours(pages), measure_stock(pages, stock))


def report(size, ours, stock):
    """Print a row for each thing measured, both as {name: milliseconds}."""
    for name, own in ours.items():
        other = stock.get(name)
        compared = f"{other:.1f} | {own / other:.2f}" if other else "– | –"
        print(f"| {size:,} | {name} | {own:.1f} | {compared} |")


def vacuum():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure_ours(pages):
    """Return what our search takes, as {name: milliseconds}."""
    locale = pages.locale
    measured = {
        name: time_database(lambda text=text: ask(text, locale)) for name, text in QUESTIONS.items()
    }
    measured["a typing error"] = time_database(lambda: ask(TYPING_ERROR, locale))
    measured["the correction alone"] = time_database(lambda: find_similar(locale, TYPING_ERROR))
    measured["suggestions"] = time_database(lambda: suggest(RARE[:5], locale))
    return measured | measure_saving(pages, get_search_backend())


def measure_stock(pages, stock):
    """Return what stock Wagtail takes for the same."""
    live = Page.objects.live().public().filter(locale=pages.locale)

    def search(query):
        results = stock.search(query, live)
        return list(results[:10]), results.count()

    measured = {
        name: time_database(lambda text=text: search(text)) for name, text in QUESTIONS.items()
    }
    measured["a typing error"] = time_database(lambda: search(Fuzzy(TYPING_ERROR)), repeats=1)
    measured["suggestions"] = time_database(
        lambda: list(stock.autocomplete(RARE[:5], live)[:5]),
    )
    return measured | measure_saving(pages, stock)


def measure_saving(pages, backend):
    """Return what a backend adds to saving a page in which a sentence was rewritten.

    All work is the database's time and the processor's time for Python.
    """
    page = pages.get_one()
    spent = []

    def save():
        pages.rewrite_sentence(page)
        start = time.process_time()
        backend.add(page)
        spent.append(time.process_time() - start)

    database = time_database(save, REPEATS_OF_SAVING)
    return {
        "saving a page, all work": database + min(spent) * 1000,
        "saving a page, database": database,
    }


def ask(text, locale):
    """Do what the search page asks the database for: total, filters and the first ten."""
    found = find(text, locale)
    return found.total, list(found.rank(found.entries)[:10])


def time_database(action, repeats=REPEATS):
    """Return the milliseconds that an action spends in the database.

    Of each of its statements the least of all repeats counts: whatever else the machine does can
    only add to it.
    """
    runs = []
    action()  # fills what is kept in memory

    def clock(execute, sql, parameters, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            runs[-1].append(time.perf_counter() - start)

    with connection.execute_wrapper(clock):
        for _ in range(repeats):
            runs.append([])
            action()
    return sum(map(min, zip(*runs, strict=True))) * 1000


class Pages:
    """A growing number of live news items below the root page, in Dutch."""

    def __init__(self):
        self.random = random.Random(20261124)  # noqa: S311 - texts, not secrets
        self.locale = Locale.objects.get(language_code="nl")
        self.root = Page.get_first_root_node()
        self.content_type = ContentType.objects.get_for_model(NewsPage)
        self.words = [self.make_word() for _ in range(WORDS)]
        # The second word is half as common as the first, and so on (Zipf).
        self.weights = list(accumulate(1 / place for place in range(1, WORDS + 1)))
        self.number = 0

    def make_word(self):
        """Return a word of two or three syllables that could be Dutch."""
        return "".join(
            self.random.choice(ONSETS) + self.random.choice(VOWELS) + self.random.choice(CODAS)
            for _ in range(self.random.choice([2, 2, 3]))
        )

    def write(self, length):
        return self.random.choices(self.words, cum_weights=self.weights, k=length)

    def grow_to(self, number, chunk):
        """Make pages until there are `number`; yields them as lists of at most `chunk`."""
        while self.number < number:
            size = min(chunk, number - self.number)
            bases = Page.objects.bulk_create([self.make_base() for _ in range(size)])
            yield [self.make_page(base) for base in bases]

    def make_base(self):
        """Return the row of a page that all types of pages have, not yet stored."""
        self.number += 1
        title = " ".join(self.write(WORDS_IN_TITLE)).capitalize()
        return Page(
            title=title,
            draft_title=title,
            slug=f"bericht-{self.number}",
            path=Page._get_path(self.root.path, self.root.depth + 1, self.number + 1000),
            depth=self.root.depth + 1,
            url_path=f"/bericht-{self.number}/",
            locale=self.locale,
            content_type=self.content_type,
        )

    def make_page(self, base):
        """Return the news item that a stored row is part of, stored too."""
        extra = [word for word, share in SHARES.items() if self.random.random() < share]
        rare = [RARE] if int(base.slug.split("-")[1]) <= RARE_PAGES else []
        text = " ".join([*self.write(WORDS_IN_TEXT), *extra, *rare])
        shared = {field.attname: getattr(base, field.attname) for field in Page._meta.fields}
        page = NewsPage(
            **shared,
            page_ptr=base,
            summary=" ".join(self.write(WORDS_IN_SENTENCE)),
            date=FIRST_DAY + datetime.timedelta(days=base.pk % 3_000),
            body=[("text", f"<p>{text}</p>")],
        )
        page.save_base(raw=True)
        return page

    def rewrite_sentence(self, page):
        """Put a dozen other words in the place of as many in the text of a page, without saving."""
        words = page.body[0].value.source.removeprefix("<p>").removesuffix("</p>").split()
        place = self.random.randrange(len(words) - WORDS_IN_SENTENCE)
        words[place : place + WORDS_IN_SENTENCE] = self.write(WORDS_IN_SENTENCE)
        page.body = [("text", f"<p>{' '.join(words)}</p>")]

    def get_one(self):
        """Return a page as the database has it."""
        return NewsPage.objects.get(slug="bericht-100")
