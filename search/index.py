"""Keeps what visitors can find in step with what they may see."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from functools import singledispatch
from itertools import islice

from django.db import transaction
from django.utils import timezone
from modelsearch.index import get_indexed_models
from wagtail.models import Locale, Page

from library.models import Document
from news.models import NewsPage
from pages.querysets import BasePageQuerySet
from search import vocabulary
from search.analysis import get_analysis
from search.models import Entry
from search.texts import read_texts
from search.vectors import as_vector, make_vector
from teams.models import WorkTeamPage

__all__ = ["get_findable_pages", "update_entries", "update_entries_below"]

CHUNK = 500

WRITTEN_FIELDS = [
    "kind", "date", "themes", "teams", "title", "summary", "text", "words",
    "title_vector", "vector", "indexed_at",
]  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What a page or document can be filtered by."""

    kind: Entry.Kind
    date: datetime.date | None = None
    themes: list[int] = field(default_factory=list)
    teams: list[int] = field(default_factory=list)


@singledispatch
def get_facts(item):
    """Return the Facts of a page or document."""
    return Facts(Entry.Kind.PAGE)


@get_facts.register
def get_news_facts(item: NewsPage):
    return Facts(
        Entry.Kind.NEWS,
        date=item.date,
        themes=list(item.themes.values_list("pk", flat=True)),
        teams=list(item.work_teams.values_list("pk", flat=True)),
    )


@get_facts.register
def get_team_facts(item: WorkTeamPage):
    themes = [team_theme.theme_id for team_theme in item.team_themes.all()]
    return Facts(Entry.Kind.TEAM, themes=themes, teams=[item.pk])


@get_facts.register
def get_document_facts(item: Document):
    return Facts(Entry.Kind.DOCUMENT, date=timezone.localdate(item.created_at))


def get_findable_pages():
    """Return the pages that every visitor may find.

    Not the one above all home pages, and none that only mirrors another.
    """
    return BasePageQuerySet(Page).published().filter(alias_of=None, depth__gt=1)


def update_entries_below(page):
    """Do so for a page and all pages below it, when who may see them has changed."""
    for model in get_indexed_models():
        if issubclass(model, Page):
            pages = model.get_indexed_objects().filter(path__startswith=page.path)
            iterator = pages.iterator(CHUNK)
            while chunk := list(islice(iterator, CHUNK)):
                update_entries(chunk)


@transaction.atomic
def update_entries(items, texts=None):
    """Write the entries of pages or documents of one type, and take away what is not public.

    `texts` are the Texts of each, for who has read them already.
    """
    texts = texts or [read_texts(item) for item in items]
    if isinstance(items[0], Page):
        update_page_entries(items, texts)
    elif isinstance(items[0], Document):
        update_document_entries(items, texts)


def update_page_entries(pages, texts):
    keys = [page.pk for page in pages]
    findable = set(get_findable_pages().filter(pk__in=keys).values_list("pk", flat=True))
    locales = Locale.objects.in_bulk()
    Entry.objects.filter(page__in=set(keys) - findable).delete()
    write(
        Entry.objects.filter(page__in=findable),
        [
            make_entry(page, text, locales[page.locale_id], page_id=page.pk)
            for page, text in zip(pages, texts, strict=True)
            if page.pk in findable
        ],
        unique_fields=["page"],
    )


def update_document_entries(documents, texts):
    write(
        Entry.objects.filter(document__in=documents),
        [
            make_entry(document, text, locale, document=document)
            for document, text in zip(documents, texts, strict=True)
            for locale in Locale.objects.all()
        ],
        unique_fields=["document", "locale"],
    )


def make_entry(item, texts, locale, **owner):
    """Return the unsaved Entry of a page or document with these Texts, in a language.

    The words of a document are not counted: it is uploaded before a page makes it public.
    """
    analysis = get_analysis(locale.language_code)
    facts = get_facts(item)
    weighted = texts.get_weighted()
    is_counted = facts.kind != Entry.Kind.DOCUMENT
    return Entry(
        **owner,
        locale=locale,
        **vars(facts),
        title=texts.title,
        summary=texts.summary,
        text=texts.text,
        words=vocabulary.get_words(analysis, [text for text, _ in weighted]) if is_counted else [],
        title_vector=as_vector(make_vector(analysis, weighted[:2], with_surface=True)),
        vector=as_vector(make_vector(analysis, weighted)),
        indexed_at=timezone.now(),
    )


def write(old, entries, unique_fields):
    """Write `entries` in the place of `old`, and keep the counts of words right."""
    changes = {entry.locale_id: Counter() for entry in entries}
    for locale_id, words in old.values_list("locale_id", "words"):
        changes.setdefault(locale_id, Counter()).subtract(words)
    for entry in entries:
        changes[entry.locale_id].update(entry.words)
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=unique_fields,
        update_fields=WRITTEN_FIELDS,
    )
    vocabulary.change_counts(changes)
