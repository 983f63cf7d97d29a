"""Counts what was written down, and keeps nothing of it but numbers."""

from collections import Counter
from datetime import timedelta
from itertools import islice
from socket import gethostname

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from background.words import in_words
from visits.log import get_day, list_logs, read_line
from visits.models import DayCount, LogPosition
from visits.origins import get_origin

__all__ = ["count_visits", "delete_outdated_counts"]

# Of a large file, so many lines are counted at a time.
MOST_LINES = 50_000
# For a proxy that goes on writing in the file of the day before.
LOG_KEPT = timedelta(days=2)

ADD_TO_DAY = """
    INSERT INTO visits_daycount AS counted (day, page_id, origin, number) VALUES (%s, %s, %s, %s)
    ON CONFLICT (page_id, day, origin) DO UPDATE SET number = counted.number + excluded.number
"""
ADD_TO_YEAR = """
    INSERT INTO visits_yearcount AS counted (year, page_id, number) VALUES (%s, %s, %s)
    ON CONFLICT (page_id, year) DO UPDATE SET number = counted.number + excluded.number
"""


@in_words(_("Count how often pages were read"))
def count_visits():
    """Count what was written down since the last time, and delete the files that are done with."""
    for path in list_logs():
        while count_part(path):
            pass
        if get_day(path) < timezone.localdate() - LOG_KEPT:
            path.unlink()
            LogPosition.objects.filter(name=get_name(path)).delete()


def get_name(path):
    """Return what the position of a file is kept by: each machine has its own files."""
    return f"{gethostname()} {path.name}"


@transaction.atomic
def count_part(path):
    """Count the next lines of a file; return whether there were any."""
    LogPosition.objects.get_or_create(name=get_name(path))
    place = LogPosition.objects.select_for_update().get(name=get_name(path))
    with path.open("rb") as file:
        file.seek(place.position)
        # A line without its end is still being written.
        lines = [line for line in islice(file, MOST_LINES) if line.endswith(b"\n")]
    add(get_day(path), Counter(filter(None, map(read_line, lines))))
    place.position += sum(map(len, lines))
    place.save()
    return bool(lines)


def add(day, read):
    """Add to the counts of a day what was `read`: a Counter of path and host."""
    pages = find_pages({path for path, _host in read})
    by_day, by_page = Counter(), Counter()
    for (path, host), number in read.items():
        if page := pages.get(path):
            by_day[page, get_origin(host)] += number
            by_page[page] += number
    with connection.cursor() as cursor:
        # In one order, so that two who count never wait for each other.
        rows = [(day, page, origin, number) for (page, origin), number in sorted(by_day.items())]
        cursor.executemany(ADD_TO_DAY, rows)
        rows = [(day.year, page, number) for page, number in sorted(by_page.items())]
        cursor.executemany(ADD_TO_YEAR, rows)


def find_pages(paths):
    """Return the keys of the live pages at paths (str) of this site, by path, in one query."""
    roots = {root.language_code: root.root_path for root in Site.get_site_root_paths()}
    wanted = {}
    for path in paths:
        language = get_language_from_path(path) or settings.LANGUAGE_CODE
        rest = path.removeprefix(f"/{language}/").removeprefix("/")
        if language in roots:
            wanted[path] = f"{roots[language]}{rest}"
    pages = Page.objects.live().filter(url_path__in=set(wanted.values()))
    keys = dict(pages.values_list("url_path", "pk"))
    return {path: keys[url_path] for path, url_path in wanted.items() if url_path in keys}


@in_words(_("Forget on which day pages were read long ago"))
def delete_outdated_counts():
    """Delete the counts by day that are older than the settings say; those by year stay."""
    kept = timedelta(days=settings.VISITS_DAYS_KEPT)
    DayCount.objects.filter(day__lt=timezone.localdate() - kept).delete()
