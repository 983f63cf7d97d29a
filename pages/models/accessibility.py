from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from languages.rich_text import RichTextField
from pages.blocks import DeviationBlock
from pages.months import add_months

from .base import BasePage

__all__ = ["AccessibilityStatementPage"]

# Research may be at most 36 months old; a promise to have it done holds for 6 months
# (digitoegankelijk.nl, meaning of the statuses).
MONTHS_VALID = {"A": 36, "B": 36, "C": 6}


class AccessibilityStatementPage(BasePage):
    """The statement that the Dutch decree on digital accessibility asks for, field by field."""

    class Status(models.TextChoices):
        A = "A", _("A: complies fully")
        B = "B", _("B: complies in part")
        C = "C", _("C: first measures taken")
        D = "D", _("D: no measures yet")
        E = "E", _("E: no statement yet")

    page_description = _("The official accessibility statement, with its fields and due date.")
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    status = models.CharField(
        _("status"),
        choices=Status,
        default=Status.E,
        max_length=1,
        help_text=_(
            "A and B only after complete research by an expert; A only if all requirements are met."
        ),
    )
    standard = models.CharField(
        _("standard"),
        default="EN 301 549 v3.2.1, WCAG 2.2 niveau AA",
        max_length=120,
        help_text=_("The requirements that the site was measured by."),
    )
    statement_date = models.DateField(_("date of the statement"), default=timezone.localdate)
    signed_by = models.CharField(
        _("signed by"),
        blank=True,
        max_length=120,
        help_text=_("The role of who answers for the statement, for example: the programme lead."),
    )
    research_date = models.DateField(
        _("date of the research"), blank=True, null=True, help_text=_("The date on the report.")
    )
    research_by = models.CharField(_("research done by"), blank=True, max_length=120)
    research_report = models.URLField(_("address of the report"), blank=True)
    register_url = models.URLField(
        _("address in the register"),
        blank=True,
        help_text=_("The page of this statement in the national register."),
    )
    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ol", "ul"]
    )
    deviations = StreamField(
        [("deviation", DeviationBlock())],
        blank=True,
        verbose_name=_("deviations"),
        help_text=_("Each requirement that the site does not meet yet."),
    )
    feedback = RichTextField(
        _("problem found?"),
        blank=True,
        features=["bold", "link", "ul"],
        help_text=_(
            "How to report a problem, and how soon you answer. The contact details follow by"
            " themselves."
        ),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldPanel("standard"),
                FieldPanel("statement_date"),
                FieldPanel("signed_by"),
                FieldPanel("register_url"),
            ],
            heading=_("Statement"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("research_date"),
                FieldPanel("research_by"),
                FieldPanel("research_report"),
            ],
            heading=_("Research"),
        ),
        FieldPanel("deviations"),
        FieldPanel("feedback"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("deviations"),
        index.SearchField("feedback"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("research_by", overridable=False),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def get_due_date(self):
        """Return the day by which the site must be researched (again), or None for D and E.

        Counts from the research; for status C, where research is only planned, from the statement.
        """
        start = self.statement_date if self.status == "C" else self.research_date
        months = MONTHS_VALID.get(self.status)
        return add_months(start, months) if start and months else None

    def check_finished(self):
        super().check_finished()
        needs_research = self.status in {self.Status.A, self.Status.B}
        if needs_research and not (self.research_date and self.research_report):
            raise ValidationError(
                {
                    "research_date": _(
                        "Status A and B need the date and the address of the research report."
                    )
                }
            )
