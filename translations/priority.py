"""What is read most comes first on the board, among what is as far."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

from background.words import in_words
from translations.models import Progress
from visits.models import DayCount

__all__ = ["rank_by_visits"]


@in_words(_("Put first on the translation board what is read most"))
def rank_by_visits():
    """Write down how often the Dutch page of each row was read lately; return how many changed."""
    kinds = ContentType.objects.get_for_models(*get_page_models()).values()
    read = DayCount.objects.lately().filter(page=OuterRef("source_pk")).values("page")
    times_read = Coalesce(Subquery(read.annotate(times=Sum("number")).values("times")), 0)
    rows = Progress.objects.filter(kind__in=kinds)
    return rows.exclude(times_read=times_read).update(times_read=times_read)
