"""Measures search on a database of its own, beside stock Wagtail's backend in the same run."""

import time
from contextlib import contextmanager

from django.core.management.base import BaseCommand
from django.db import connection
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from modelsearch.query import Fuzzy
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search import vocabulary
from search.benchmark import COMMON, COMPOUND_PART, RARE, TWO_WORDS, TYPING_ERROR, Pages
from search.finder import find, suggest
from search.index import update_entries

DATABASE = "search_benchmark"
SIZES = [1_000, 10_000, 50_000]
REPEATS = 7
REPEATS_OF_SAVING = 30
CHUNK = 500
QUESTIONS = {
    "a rare word": RARE,
    "a common word": COMMON,
    "two words": TWO_WORDS,
    "a part of a compound": COMPOUND_PART,
}


class Command(BaseCommand):
    help = (
        "Measure search against stock Wagtail's in a new database, which is deleted afterwards."
        " At 50,000 pages this takes about twenty minutes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="numbers of pages")

    def handle(self, *, sizes, **options):
        with scratch_database():
            pages = Pages()
            stock = PostgresSearchBackend({})
            self.stdout.write("| pages | question | ours, ms | stock, ms | ours / stock |")
            self.stdout.write("|---|---|---|---|---|")
            for size in sorted(sizes):
                for chunk in pages.grow_to(size, CHUNK):
                    update_entries(chunk)
                    stock.add_bulk(type(chunk[0]), chunk)
                vacuum()
                self.report(size, measure_ours(pages), measure_stock(pages, stock))

    def report(self, size, ours, stock):
        """Print a row for each thing measured, both as {name: milliseconds}."""
        for name, own in ours.items():
            other = stock.get(name)
            compared = f"{other:.1f} | {own / other:.2f}" if other else "– | –"
            self.stdout.write(f"| {size:,} | {name} | {own:.1f} | {compared} |")


@contextmanager
def scratch_database():
    """Work in a new database beside the configured one, as tests do, and delete it afterwards."""
    settings = connection.settings_dict
    name, settings["TEST"]["NAME"] = settings["NAME"], DATABASE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


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
    measured["the correction alone"] = time_database(
        lambda: vocabulary.find_similar(locale, TYPING_ERROR)
    )
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
