"""What visitors asked, as counts that lead to nobody."""

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

__all__ = ["DailyCount", "Question"]


class Question(models.Model):
    """The words of a question in one language; search/statistics.py says which ones are kept.

    Another form of the same words is counted with the first: they have one `key`.
    """

    # A draft that was begun for it is no use of that page.
    wagtail_reference_index_ignore = True

    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    words = models.CharField(_("words"), max_length=80)
    key = models.CharField(blank=True, editable=False, max_length=400)
    is_ignored = models.BooleanField(_("ignored"), default=False)
    draft = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        blank=True,
        editable=False,
        null=True,
        related_name="+",
        verbose_name=_("page that was begun"),
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        # Visitors add them, and they go by themselves.
        default_permissions = ["change"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "words"], name="search_question_unique")
        ]
        indexes = [models.Index("locale", "key", name="search_question_key")]

    def __str__(self):
        return self.words

    def get_url(self):
        """Return the address where the answer to this question stands."""
        with translation.override(self.locale.language_code):
            return f"{reverse('search')}?{urlencode({'q': self.words})}"


class DailyCount(models.Model):
    """How often a question was asked on a day, and what the last one to ask it found."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="daily_counts")
    date = models.DateField()
    asked = models.PositiveIntegerField()
    found = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["question", "date"], name="search_daily_count_unique")
        ]

    def __str__(self):
        return f"{self.date}: {self.question}"
