from django import forms
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from delivery.models import Mailing
from issues.blocks import ItemsBlock
from issues.describing import describe
from issues.panels import CountedInput, StepsPanel
from languages.querysets import BasePageQuerySet
from languages.rich_text import RichTextField
from newsletter.models import Topic
from pages.models import BasePage
from pages.neighbours import HasNeighbours

__all__ = ["IssuePage", "IssueQuerySet"]

# How many signs most mailboxes show of a subject and of what stands behind it.
SHOWN_OF_SUBJECT, SHOWN_OF_PREVIEW = 50, 90


def topics_to_choose():
    """Return the condition for the topics that people subscribe to: one for all languages."""
    return {"locale__language_code": settings.LANGUAGE_CODE}


class IssueQuerySet(BasePageQuerySet):
    def newest_first(self):
        """Return issues, the one that visitors saw last first, and drafts before them all."""
        return self.order_by(models.F("first_published_at").desc(nulls_first=True), "-pk")


class IssuePage(HasNeighbours, BasePage):
    """One issue of the newsletter: what is mailed, and what stays on the site of it."""

    page_description = _("One issue of the newsletter, to email and to keep on the site.")
    parent_page_types = ["newsletter.NewsletterPage"]
    subpage_types = []
    listed_by = "first_published_at"
    goes_along = True
    # A copy was never sent, nor was it on the site.
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "first_published_at", "mailing"]

    # A draft may lack it, and its translation is begun all the same; nothing is sent without one.
    subject = models.CharField(
        _("subject"),
        blank=True,
        max_length=120,
        help_text=_("What people see first in their mailbox. Say what is in it, not that it came."),
    )
    preview_line = models.CharField(
        _("preview line"),
        blank=True,
        max_length=150,
        help_text=_("Shown behind the subject in most mailboxes. The first 90 signs count."),
    )
    opening = RichTextField(
        _("opening words"), blank=True, features=["bold", "italic", "link", "ol", "ul"]
    )
    items = StreamField(ItemsBlock(), blank=True, verbose_name=_("items of the issue"))
    topics = ParentalManyToManyField(
        Topic,
        blank=True,
        limit_choices_to=topics_to_choose,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_(
            "Who chose topics gets this issue if they chose one of these. Without a topic it is"
            " for everybody."
        ),
    )

    # How it was sent, on the page in the source language; `issues.sending` alone changes it.
    mailing = models.OneToOneField(
        Mailing, on_delete=models.SET_NULL, editable=False, null=True, related_name="issue"
    )

    objects = PageManager.from_queryset(IssueQuerySet)()

    content_panels = [
        StepsPanel(),
        FieldPanel("title", help_text=_("What the issue is called on the site and by staff.")),
        MultiFieldPanel(
            [
                FieldPanel("subject", widget=CountedInput(SHOWN_OF_SUBJECT)),
                FieldPanel("preview_line", widget=CountedInput(SHOWN_OF_PREVIEW)),
                FieldPanel("opening"),
            ],
            heading=_("Subject and opening"),
        ),
        FieldPanel("items"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("subject"),
        index.SearchField("preview_line"),
        index.SearchField("opening"),
        index.SearchField("items"),
    ]

    class Meta:
        verbose_name = _("issue of the newsletter")
        verbose_name_plural = _("issues of the newsletter")

    @property
    def date(self):
        """Return the day on which visitors could read it first, or None."""
        return self.first_published_at and timezone.localdate(self.first_published_at)

    def get_structured_data(self, request):
        return [describe(self, self.get_parent(), request)]

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save the page, but not its mailing: a version of before that would send it twice."""
        rows = IssuePage.objects.filter(pk=self.pk).select_for_update(of=["self"])
        self.mailing_id = rows.values_list("mailing_id", flat=True).first()
        super().save(*args, **kwargs)

    def get_description(self):
        return self.get_translated("preview_line") or super().get_description()
