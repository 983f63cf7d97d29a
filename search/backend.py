"""Wagtail's search through our analysis, for the admin and for whatever calls `search()`.

As modelsearch's backend for PostgreSQL, but an object is indexed in its own language, and
search/index.py hears of it, so that what visitors find is written in the same moment.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from modelsearch.backends.database.postgres import postgres
from modelsearch.query import Phrase, PlainText

from search.analysis import MOST_WORDS, Analysis, Rules, get_analysis
from search.index import update_entries
from search.texts import read_texts
from search.vectors import (
    WrittenQuery,
    all_of,
    any_of,
    as_vector,
    in_order,
    make_vector,
    prefix_of,
    quote,
)

__all__ = ["SearchBackend"]

# What somebody is still typing has no stem.
PLAIN = Analysis([Rules()])


class Index(postgres.PostgresIndex):
    def add_items(self, model, objs):
        """Write the index entries of objects of one model."""
        if not objs:
            return
        content_type = ContentType.objects.get_for_model(model)
        texts = [read_texts(item) for item in objs]
        entries = [
            make_index_entry(item, text, content_type)
            for item, text in zip(objs, texts, strict=True)
        ]
        with transaction.atomic(savepoint=False):
            postgres.IndexEntry.objects.bulk_create(
                entries,
                update_conflicts=True,
                unique_fields=["content_type", "object_id"],
                update_fields=["title", "body", "autocomplete", "title_text", "body_text"],
            )
            update_entries(objs, texts)

    def _refresh_title_norms(self, full=False):
        """Leave title_norm at 1: it costs 0.1 s for each save at 50,000 pages and ranks little."""


def make_index_entry(item, texts, content_type):
    """Return the unsaved index entry of an object with these Texts."""
    analysis = get_analysis(getattr(getattr(item, "locale", None), "language_code", None))
    return postgres.IndexEntry(
        content_type=content_type,
        object_id=str(item.pk),
        title=as_vector(make_vector(analysis, texts.get_names())),
        body=as_vector(make_vector(analysis, texts.get_weighted()[len(texts.get_names()) :])),
        autocomplete=as_vector(make_vector(PLAIN, [(texts.prefixes, "D")])),
        title_text=texts.title,
        body_text=f"{texts.summary}\n{texts.text}",
    )


class QueryCompiler(postgres.PostgresSearchQueryCompiler):
    """Asks in all languages of the site at once: the admin lists pages of every language."""

    def build_tsquery_content(self, query, config=None, invert=False):
        """Return the tsquery for a question of modelsearch; one without words finds nothing."""
        if not isinstance(query, (PlainText, Phrase)):
            return super().build_tsquery_content(query, config, invert)
        return WrittenQuery(self.write_query(query), invert=invert)

    def write_query(self, query):
        analysis = get_analysis()
        words = [
            any_of(map(quote, analysis.get_lexemes(word)))
            for token in list(analysis.find_tokens(query.query_string))[:MOST_WORDS]
            for word in token.words
        ]
        if isinstance(query, Phrase):
            return in_order(words)
        return any_of(words) if query.operator == "or" else all_of(words)


class AutocompleteQueryCompiler(QueryCompiler, postgres.PostgresAutocompleteQueryCompiler):
    """Asks for words that begin as the last one does."""

    def write_query(self, query):
        words = [word for token in PLAIN.find_tokens(query.query_string) for word in token.words]
        *whole, last = words[:MOST_WORDS] or [""]
        return all_of([*map(quote, whole), prefix_of(last) if last else ""])


class SearchBackend(postgres.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
