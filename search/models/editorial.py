"""What staff add to what the site can find by itself."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Locale, Page

__all__ = ["PinnedPage", "Synonym"]


def language_field():
    return models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )


class Synonym(models.Model):
    """Words that mean the same, or of which one leads to the other."""

    locale = language_field()
    word = models.CharField(
        _("what visitors type"),
        max_length=80,
        help_text=_("A word, a name or an abbreviation, for example: Wmo."),
    )
    meaning = models.CharField(
        _("what the site calls it"),
        max_length=80,
        help_text=_("For example: Wet maatschappelijke ondersteuning."),
    )
    both_ways = models.BooleanField(
        _("works both ways"),
        default=True,
        help_text=_("Visitors who type the second also find the first."),
    )

    panels = [
        FieldPanel("locale"),
        FieldPanel("word"),
        FieldPanel("meaning"),
        FieldPanel("both_ways"),
    ]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        default_permissions = ["add", "change", "delete"]
        ordering = ["word", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "word", "meaning"],
                name="search_synonym_unique",
                violation_error_message=_("There is such a synonym already."),
            )
        ]

    def __str__(self):
        return f"{self.word} {'↔' if self.both_ways else '→'} {self.meaning}"


class PinnedPage(models.Model):
    """A page that comes first for some questions, whatever else is found."""

    locale = language_field()
    question = models.CharField(
        _("what visitors type"),
        max_length=255,
        help_text=_(
            "One or more words, in any order and form: “adres” also works for “adressen”."
            " Put a comma between questions: “adres, telefoonnummer”."
        ),
    )
    in_longer_questions = models.BooleanField(
        _("also in longer questions"),
        default=False,
        help_text=_(
            "The page also comes first when visitors type more around these words."
            " Then the words must be in this order."
        ),
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page that comes first")
    )

    panels = [
        FieldPanel("locale"),
        FieldPanel("question"),
        FieldPanel("in_longer_questions"),
        PageChooserPanel("page"),
    ]

    class Meta:
        verbose_name = _("pinned page")
        verbose_name_plural = _("pinned pages")
        default_permissions = ["add", "change", "delete"]
        ordering = ["question", "pk"]

    def __str__(self):
        return f"{self.question}: {self.page}"

    def list_questions(self):
        """Return what visitors may type, as a list."""
        return [each.strip() for each in self.question.split(",") if each.strip()]

    def clean(self):
        super().clean()
        if self.page_id and self.locale_id and self.page.locale_id != self.locale_id:
            raise ValidationError(
                {"page": _("This page is in another language. Choose one in this language.")}
            )
