from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

__all__ = ["Answer", "AnswerCount"]

ADD = """
    INSERT INTO feedback_answercount AS counted (day, page_id, answer, number)
    VALUES (%s, %s, %s, 1)
    ON CONFLICT (page_id, day, answer) DO UPDATE SET number = counted.number + 1
"""


class Answer(models.TextChoices):
    """What a visitor says when they are asked whether a page was useful."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class AnswerCount(models.Model):
    """How many visitors gave an answer about a page on a day; nothing is kept of who they were."""

    day = models.DateField()
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    answer = models.CharField(max_length=3, choices=Answer.choices)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "day", "answer"], name="feedback_answer_unique"
            ),
        ]
        default_permissions = []

    def __str__(self):
        return f"{self.page} ({self.day}): {self.get_answer_display()} {self.number}"

    @classmethod
    def add(cls, page, answer):
        """Count an Answer about a page today, also when others answer at the same moment."""
        with connection.cursor() as cursor:
            cursor.execute(ADD, [timezone.localdate(), page.pk, answer])
