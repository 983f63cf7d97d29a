"""Counts what visitors ask, so that staff see what is missing, and nobody who asked.

No address, session or time of day is kept. Somebody may type a name all the same, so what is kept
of a question nobody else asks goes after thirty days, and what looks like a person's data never
comes in (AVG, article 5, data minimisation).
"""

import datetime
import logging
import re

from django.db import DatabaseError, connection, transaction
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Sign
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.words import in_words
from search.analysis import get_analysis
from search.models import DailyCount, Question

__all__ = [
    "RARE_DAYS",
    "count_week",
    "delete_outdated_questions",
    "get_questions",
    "join_forms",
    "record",
]

# A question asked less often than this is deleted after RARE_DAYS.
LEAST_ASKED = 5
RARE_DAYS = 30
# And of the others nobody needs to know how often they were asked longer ago than this.
MOST_DAYS = 365
# Longer than this is a story rather than a question.
MOST_WORDS = 6
MOST_CHARACTERS = 60
# New questions in a language on a day; a program that makes them up does not fill the disk.
MOST_NEW = 2_000
# An email address, or a number as long as one of a phone, a house or a citizen.
PERSONAL = re.compile(r"@|\d(?:[\s.\-]?\d){4}")

# One statement, at once and for everybody who asks at the same time; nothing for a new question.
COUNT = """
    INSERT INTO search_dailycount AS old (question_id, date, asked, found)
    SELECT id, %s, 1, %s FROM search_question WHERE locale_id = %s AND key = %s
    ORDER BY id LIMIT 1
    ON CONFLICT (question_id, date) DO UPDATE SET asked = old.asked + 1, found = excluded.found
"""

# What was counted for one question is counted for another.
MOVE = """
    INSERT INTO search_dailycount AS old (question_id, date, asked, found)
    SELECT %s, date, asked, found FROM search_dailycount WHERE question_id = %s
    ON CONFLICT (question_id, date) DO UPDATE SET asked = old.asked + excluded.asked
"""

logger = logging.getLogger(__name__)


def normalize(text):
    """Return the words of a question as they are counted, or "" for what is not to be kept."""
    words = " ".join(text.lower().split()).strip("?!.,;: ")
    if len(words) > MOST_CHARACTERS or words.count(" ") >= MOST_WORDS or PERSONAL.search(words):
        return ""
    return words


def record(text, locale, found):
    """Count a question with how many results it `found`; what goes wrong here spoils no answer."""
    words = normalize(text)
    if not words:
        return
    try:
        with transaction.atomic():
            key = make_key(words, locale)
            if not count(key, locale, found) and has_room(locale):
                Question.objects.update_or_create(locale=locale, words=words, defaults={"key": key})
                count(key, locale, found)
    except DatabaseError:
        logger.warning("A question could not be counted.", exc_info=True)


def make_key(words, locale):
    """Return what all forms of the same words have in common: that of "teams" is that of "team"."""
    analysis = get_analysis(locale.language_code)
    tokens = analysis.find_tokens(words)
    return " ".join("+".join(sorted(analysis.get_lexemes(token.joined))) for token in tokens)[:400]


def count(key, locale, found):
    """Add one to today's count of the question with a key; return whether it was there."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [timezone.localdate(), found, locale.pk, key])
        return cursor.rowcount > 0


def has_room(locale):
    """Return whether there are not too many new questions in a language today."""
    today = DailyCount.objects.filter(date=timezone.localdate(), question__locale=locale)
    return today.count() < MOST_NEW


def get_questions(days=RARE_DAYS, *, ignored=False):
    """Return the questions of the last days with `asked` and the latest `found`.

    Without those that staff ignore, or, with `ignored`, those alone.

    First those for which nothing was found, then what was asked most.
    """
    since = timezone.localdate() - datetime.timedelta(days=days)
    latest = DailyCount.objects.filter(question=OuterRef("pk")).order_by("-date")
    return (
        Question.objects.filter(is_ignored=ignored, daily_counts__date__gt=since)
        .annotate(asked=Sum("daily_counts__asked"))
        .annotate(found=Subquery(latest.values("found")[:1]))
        .select_related("locale", "draft")
        .order_by(Sign("found"), "-asked", "words")
    )


def count_week():
    """Return (how often visitors asked something in the last seven days, how often in vain)."""
    since = timezone.localdate() - datetime.timedelta(days=7)
    counts = DailyCount.objects.filter(date__gt=since, question__is_ignored=False)
    in_all, in_vain = Sum("asked"), Sum("asked", filter=Q(found=0))
    numbers = counts.aggregate(all=Coalesce(in_all, 0), vain=Coalesce(in_vain, 0))
    return numbers["all"], numbers["vain"]


@in_words(_("Join the questions of visitors that are forms of the same words"))
@transaction.atomic
def join_forms():
    """Join questions that are forms of the same words, as the rules for words may change."""
    first, questions = {}, Question.objects.select_for_update(of=["self"])
    for question in questions.select_related("locale").order_by("pk"):
        key = make_key(question.words, question.locale)
        kept = first.setdefault((question.locale_id, key), question)
        if kept is not question:
            join(kept, question)
        elif question.key != key:
            Question.objects.filter(pk=question.pk).update(key=key)


def join(kept, other):
    """Count for one Question what was counted for another, which goes."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [kept.pk, other.pk])
    kept.is_ignored = kept.is_ignored or other.is_ignored
    kept.draft_id = kept.draft_id or other.draft_id
    kept.save(update_fields=["is_ignored", "draft"])
    other.delete()


@in_words(_("Delete what visitors asked long ago"))
@transaction.atomic
def delete_outdated_questions():
    """Delete the questions and daily counts that may be kept no longer.

    An ignored question goes too when nobody asks it any more, as its words are kept with it.
    """
    today = timezone.localdate()
    rare = Question.objects.annotate(asked=Sum("daily_counts__asked")).filter(asked__lt=LEAST_ASKED)
    old = Q(date__lte=today - datetime.timedelta(days=MOST_DAYS)) | Q(
        date__lte=today - datetime.timedelta(days=RARE_DAYS), question__in=rare.values("pk")
    )
    DailyCount.objects.filter(old).delete()
    Question.objects.annotate(counts=Count("daily_counts")).filter(counts=0).delete()
