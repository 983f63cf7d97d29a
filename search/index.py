"""Keeps what visitors can find in step with what they may see."""

import datetime
from collections import Counter
from itertools import islice

from django.db import connection, transaction
from django.db.models import (
    Q,
    prefetch_related_objects,
)
from django.utils import timezone
from wagtail.models import Locale, Page

from agenda.models import MeetingPage
from languages.querysets import BasePageQuerySet
from library.models import Document
from news.models import NewsPage
from partners.models import PartnerIndexPage
from publications.models import PublicationPage
from search import vocabulary
from search.analysis import get_analysis
from search.dates import write_dates
from search.facts import read_facts
from search.index_version import raise_when_stored
from search.models import Entry
from search.texts import Texts, read_texts
from search.vectors import as_name, as_vector, make_vector, quote
from teams.models import Role, Theme, WorkTeamPage

__all__ = [
    "find_showing",
    "hide_entries_below",
    "update_entries",
    "update_pages_about",
    "update_publications_of",
]

CHUNK = 500
# Not by the model, which would read each entry to tell that it is gone.
DELETE = f"DELETE FROM {Entry._meta.db_table} WHERE id = ANY(%s)"  # noqa: S608 - a constant

WRITTEN_FIELDS = [
    "kind", "date", "themes", "teams", "title", "summary", "text", "words",
    "title_vector", "vector", "indexed_at",
]  # fmt: skip

# In these are the names of the published work teams that they are about.
ABOUT_TEAMS = [NewsPage, MeetingPage, PublicationPage]


def hide_entries_below(page):
    """Take away the entries of what visitors may not see any more, of a page and all below it.

    That is at once, in a few queries however many pages there are. What is about a work team that
    is hidden goes too, since the name of the team is in it, until it is written again.
    """
    published = BasePageQuerySet(Page).published().values("pk")
    below = Entry.objects.filter(page__path__startswith=page.path)
    teams = WorkTeamPage.objects.filter(path__startswith=page.path).exclude(pk__in=published)
    about = Q()
    for model in ABOUT_TEAMS:
        about |= Q(page__in=model.objects.filter(work_teams__in=teams).values("pk"))
    take_away(below.exclude(page__in=published) | Entry.objects.filter(about))


def take_away(entries):
    """Delete a queryset of entries and their words, without reading them one by one."""
    rows = list(entries.values_list("pk", "locale_id", "words"))
    changes = {locale_id: Counter() for _key, locale_id, _words in rows}
    for _key, locale_id, words in rows:
        changes[locale_id].subtract(words)
    with connection.cursor() as cursor:
        cursor.execute(DELETE, [[key for key, _locale_id, _words in rows]])
    vocabulary.change_counts(changes)


def update_pages_about(teams):
    """Update the entries of what is about some work teams: the names of the published are in it."""
    for model in ABOUT_TEAMS:
        update_in_chunks(model.objects.filter(work_teams__in=teams).distinct())


def update_publications_of(documents):
    """Update the entries of the publications that are found by the text of some documents."""
    update_in_chunks(PublicationPage.objects.filter(document__in=documents))


def find_showing(thing):
    """Return the keys of the pages on which something stands, as a list.

    It is a theme, role or municipality, or a document whose text a publication is found by.
    """
    if isinstance(thing, Document):
        return list(PublicationPage.objects.filter(document=thing).values_list("pk", flat=True))
    if isinstance(thing, Theme):
        return list(
            Entry.objects.filter(themes__contains=[thing.pk]).values_list("page", flat=True)
        )
    if isinstance(thing, Role):
        teams = Q(members__role=thing) | Q(open_calls__roles=thing)
        pages = WorkTeamPage.objects.filter(teams)
    else:
        teams = Q(municipalities=thing) | Q(open_calls__municipality=thing)
        partners = PartnerIndexPage.objects.values("pk")
        pages = Page.objects.filter(
            Q(pk__in=WorkTeamPage.objects.filter(teams).values("pk")) | Q(pk__in=partners)
        )
    return list(pages.order_by("pk").values_list("pk", flat=True).distinct())


def update_in_chunks(pages):
    """Update the entries of a queryset of pages of one type."""
    iterator = pages.iterator(CHUNK)
    while chunk := list(islice(iterator, CHUNK)):
        update_entries(chunk)


def update_entries(items, texts=None):
    """Write the entries of pages or documents of one type, and take away what is not public.

    `texts` are the Texts of each, for callers that have read them already.
    """
    texts = texts or [read_texts(item) for item in items]
    with transaction.atomic(savepoint=False):
        if isinstance(items[0], Page):
            update_page_entries(items, texts)
        elif isinstance(items[0], Document):
            update_document_entries(items)


def update_page_entries(pages, texts):
    prefetch_related_objects(pages, "locale")
    known = read_facts(pages)
    hidden = [page.pk for page in pages if page.pk not in known]
    if hidden:
        Entry.objects.filter(page__in=hidden).delete()
    entries, old_words = [], []
    for page, text in zip(pages, texts, strict=True):
        if facts := known.get(page.pk):
            entries.append(make_page_entry(page, text, facts))
            old_words.append(facts.words)
    write(entries, ["page"])
    count_words(entries, old_words)


def make_page_entry(page, texts, facts):
    """Return the unsaved Entry of a page."""
    kind, date, dates = Entry.Kind.PAGE, None, []
    if isinstance(page, NewsPage):
        kind, date = Entry.Kind.NEWS, page.date
        dates = write_dates(date, date)
    elif isinstance(page, MeetingPage):
        kind, date = Entry.Kind.MEETING, timezone.localdate(page.start)
        dates = write_dates(date, timezone.localdate(page.end or page.start))
    elif isinstance(page, PublicationPage):
        # Of its day only the year is known.
        kind, date = Entry.Kind.PUBLICATION, datetime.date(page.year, 1, 1)
    elif isinstance(page, WorkTeamPage):
        kind = Entry.Kind.TEAM
    weighted = texts.get_weighted()
    analysis = get_analysis(page.locale.language_code)
    return make_entry(
        page.locale,
        texts,
        page_id=page.pk,
        kind=kind,
        date=date,
        themes=facts.themes,
        teams=facts.teams,
        words=vocabulary.get_words(analysis, [text for text, _weight in weighted]),
        dates=dates,
    )


def update_document_entries(documents):
    raise_when_stored()
    locales = list(Locale.objects.all())
    write(
        [make_document_entry(document, locale) for document in documents for locale in locales],
        ["document", "locale"],
    )
    update_publications_of(documents)


def make_document_entry(document, locale):
    """Return the unsaved Entry of a document for visitors who read a language.

    Its words are not counted: it is uploaded before a page makes it public.
    """
    title, description = (
        document.get_text(name, locale.language_code).words for name in ["title", "description"]
    )
    return make_entry(
        locale,
        Texts(title, description, document.text, prefixes=""),
        document=document,
        kind=Entry.Kind.DOCUMENT,
        date=timezone.localdate(document.created_at),
        words=[],
    )


def make_entry(locale, texts, dates=(), **values):
    """Return an unsaved Entry with these Texts, in a language.

    `dates` are the lexemes of the days that it is found by, as write_dates() has them.
    """
    analysis = get_analysis(locale.language_code)
    weighted = texts.get_weighted()
    # Names and summary: what is looked through first where many entries match.
    head = weighted[: len(texts.get_names()) + 1]
    names = {f"{as_name(vocabulary.fold_word(name))}:1A" for name in texts.names.splitlines()}
    return Entry(
        **values,
        locale=locale,
        title=texts.title,
        summary=texts.summary,
        text=texts.text,
        title_vector=as_vector(" ".join([make_vector(analysis, head, with_surface=True), *names])),
        vector=as_vector(
            " ".join([make_vector(analysis, weighted), *(f"{quote(each)}:1C" for each in dates)])
        ),
        indexed_at=timezone.now(),
    )


def write(entries, unique_fields):
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=unique_fields,
        update_fields=WRITTEN_FIELDS,
    )


def count_words(entries, old_words):
    """Change the counts of words by what entries have more or less than before."""
    changes = {entry.locale_id: Counter() for entry in entries}
    for entry, old in zip(entries, old_words, strict=True):
        changes[entry.locale_id].update(entry.words)
        changes[entry.locale_id].subtract(old or [])
    vocabulary.change_counts(changes)
