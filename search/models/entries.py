from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, Page

from library.models import Document

__all__ = ["Entry", "Word"]

# In kB. What was added last is searched one by one until PostgreSQL files it; let that be little.
PENDING_LIST = 256


class Entry(models.Model):
    """A page or document as visitors find it, in one language.

    There is a row for what every visitor may see and for nothing else: search/index.py keeps it so.
    A document has one for each language; it shows where a published page links to it.
    """

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        MEETING = "meeting", _("Meetings")
        PUBLICATION = "publication", _("Publications")
        TEAM = "team", _("Work teams")
        PAGE = "page", pgettext_lazy("kind of result", "Pages")
        DOCUMENT = "document", _("Documents")

    # Half of all entries is in a language: an index for that would only cost.
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, db_index=False, related_name="+")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, null=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(choices=Kind, max_length=20)
    date = models.DateField(null=True)
    themes = ArrayField(models.BigIntegerField(), default=list)
    teams = ArrayField(models.BigIntegerField(), default=list)

    title = models.TextField()
    summary = models.TextField()
    text = models.TextField()
    # The words of all three, each once, as vocabulary.py counts them.
    words = ArrayField(models.TextField(), default=list)

    title_vector = SearchVectorField()
    vector = SearchVectorField()
    indexed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["document", "locale"], name="search_entry_document_unique"
            ),
        ]
        indexes = [
            # The newest of what many entries match, without a look at all of those.
            models.Index(
                "locale",
                models.F("date").desc(nulls_last=True),
                models.F("id").desc(),
                name="search_entry_newest",
            ),
            GinIndex(
                fields=["vector"],
                name="search_entry_vector",
                gin_pending_list_limit=PENDING_LIST,
            ),
            GinIndex(
                fields=["title_vector"],
                name="search_entry_title_vector",
                gin_pending_list_limit=PENDING_LIST,
            ),
        ]

    def __str__(self):
        return self.title


class Word(models.Model):
    """A word of the site in one language, and in how many entries it occurs.

    It serves compounds, corrections and suggestions. Words of drafts are not in it.
    """

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, db_index=False, related_name="+")
    word = models.TextField()
    folded = models.TextField()
    entry_count = models.IntegerField()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["locale", "word"], name="search_word_unique")
        ]
        indexes = [
            # For a word within a word, and for one that is spelt almost alike.
            GinIndex(OpClass("folded", "gin_trgm_ops"), name="search_word_trigrams"),
            # For how a word begins, and for the word itself.
            models.Index(
                "locale", OpClass("folded", "text_pattern_ops"), name="search_word_prefix"
            ),
        ]

    def __str__(self):
        return self.word
