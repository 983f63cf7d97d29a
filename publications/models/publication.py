from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from library.models import Document
from pages.blocks import BodyBlock
from pages.models import BasePage
from pages.neighbours import HasNeighbours
from pages.routes import RoutedPage
from publications.describing import describe
from publications.doi import DOIField
from publications.exporting import make_bibtex, make_ris
from publications.facts import PublicationFacts
from publications.kinds import Accessibility, Kind, Language, Licence
from publications.panels import DoiPanel
from publications.querysets import PublicationQuerySet
from teams.about import AboutTeams
from teams.forms import AboutPageForm
from teams.models import Theme, WorkTeamPage

__all__ = ["PublicationPage"]

FIRST_YEAR = 1900
# What is the same in every language, and what nobody may say otherwise in one of them.
FACTS = ["original_title", "authors", "published_in", "volume", "issue", "pages"]
FACTS += ["publisher", "doi"]


def check_not_far_ahead(year):
    """Raise ValidationError for a year after the next: a publication may be announced."""
    if year > timezone.localdate().year + 1:
        raise ValidationError(_("This year is too far ahead."))


class PublicationPage(PublicationFacts, AboutTeams, HasNeighbours, RoutedPage, BasePage):
    """A publication: what it is, who wrote it, where to get it and how to cite it."""

    page_description = _(
        "A report, article or other publication, to download or to read elsewhere."
    )
    parent_page_types = ["publications.PublicationIndexPage"]
    subpage_types = []
    listed_by = "year"

    kind = models.CharField(pgettext_lazy("of a publication", "kind"), choices=Kind, max_length=20)
    authors = models.TextField(
        _("authors"),
        max_length=2000,
        help_text=_(
            "One on each line. A person with the family name first, for example “Jansen, P.”; an"
            " organisation as it is called, without a comma."
        ),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, validators=[MinValueValidator(FIRST_YEAR), check_not_far_ahead]
    )
    original_title = models.CharField(
        _("title on the publication"),
        blank=True,
        max_length=255,
        help_text=_(
            "Only if it is not the title of this page, as when the publication is in another"
            " language. People cite it by this title, in every language of the site."
        ),
    )
    language = models.CharField(
        _("language of the publication"), choices=Language, default=Language.DUTCH, max_length=5
    )
    published_in = models.CharField(
        _("published in"),
        blank=True,
        max_length=255,
        help_text=_("The journal or the book that it is a part of."),
    )
    volume = models.CharField(_("volume"), blank=True, max_length=20)
    issue = models.CharField(_("issue"), blank=True, max_length=20)
    pages = models.CharField(
        pgettext_lazy("of a publication", "pages"),
        blank=True,
        max_length=30,
        help_text=_("For example: 12–27."),
    )
    publisher = models.CharField(_("publisher"), blank=True, max_length=255)

    document = models.ForeignKey(
        Document,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="publications",
        verbose_name=_("file"),
        help_text=_("Visitors download it from this page, and find the page by the words in it."),
    )
    web_address = models.URLField(
        _("web address"),
        blank=True,
        max_length=500,
        help_text=_("Where it can be read on another site, if you do not have the file."),
    )
    doi = DOIField(
        _("DOI"),
        blank=True,
        max_length=200,
        help_text=_("The lasting number of the publication. Paste it as you find it."),
    )
    licence = models.CharField(
        _("licence"),
        blank=True,
        choices=Licence,
        max_length=20,
        help_text=_("What others may do with it."),
    )

    accessibility = models.CharField(
        _("can everybody read it?"),
        choices=Accessibility,
        default=Accessibility.UNKNOWN,
        max_length=10,
        help_text=_("Also with a screen reader or in large letters. Visitors read your answer."),
    )
    accessible_note = models.CharField(
        _("what is the accessible version?"),
        blank=True,
        max_length=200,
        help_text=_("For example: the same text as a web page, or read aloud."),
    )
    accessible_document = models.ForeignKey(
        Document,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("accessible version as a file"),
    )
    accessible_address = models.URLField(
        _("web address of the accessible version"), blank=True, max_length=500
    )

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    themes = ParentalManyToManyField(
        Theme, blank=True, related_name="publications", verbose_name=_("themes")
    )
    work_teams = ParentalManyToManyField(
        WorkTeamPage, blank=True, related_name="publications", verbose_name=_("work teams")
    )

    objects = PageManager.from_queryset(PublicationQuerySet)()

    base_form_class = AboutPageForm
    content_panels = [
        BasePage.content_panels[0],
        MultiFieldPanel([FieldPanel("doi"), DoiPanel()], heading=_("DOI")),
        *BasePage.content_panels[1:],
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("authors", widget=forms.Textarea(attrs={"rows": 3})),
                FieldRowPanel([FieldPanel("year"), FieldPanel("language")]),
                FieldPanel("original_title"),
                FieldPanel("published_in"),
                FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]),
                FieldPanel("publisher"),
            ],
            heading=_("Publication"),
        ),
        MultiFieldPanel(
            [FieldPanel("document"), FieldPanel("web_address"), FieldPanel("licence")],
            heading=_("Where to get it"),
            help_text=_("A file, a web address or a DOI is needed."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("accessibility"),
                FieldPanel("accessible_note"),
                FieldPanel("accessible_document"),
                FieldPanel("accessible_address"),
            ],
            heading=_("For everybody"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("work_teams", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("About"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("get_kind_words"),
        index.SearchField("original_title"),
        index.SearchField("authors"),
        index.SearchField("published_in"),
        index.SearchField("publisher"),
        index.SearchField("doi"),
        index.SearchField("body"),
        index.FilterField("year"),
        index.FilterField("kind"),
        index.RelatedFields("themes", [index.SearchField("name")]),
        index.SearchField("get_team_titles"),
        index.SearchField("get_file_text"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in FACTS),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [models.Index("year", "page_ptr", name="publications_year")]

    def check_finished(self):
        super().check_finished()
        if not (self.document_id or self.web_address or self.doi):
            raise ValidationError(
                {"document": _("Choose a file, or fill in a web address or a DOI.")}
            )
        is_other = self.accessibility == Accessibility.OTHER
        if is_other and not (self.accessible_document_id or self.accessible_address):
            raise ValidationError(
                {"accessible_document": _("Choose the other version, or fill in its web address.")}
            )

    def get_context(self, request, *args, **kwargs):
        """Add the themes and work teams of this publication, each as a list, when asked for."""
        context = super().get_context(request, *args, **kwargs)
        context["themes"] = SimpleLazyObject(lambda: list(self.themes.all()))
        context["work_teams"] = SimpleLazyObject(self.get_work_teams)
        return context

    def get_structured_data(self, request):
        return [describe(self, request)]

    @path("bibtex/", name="bibtex")
    def serve_bibtex(self, request):
        return self.send("bib", "application/x-bibtex", make_bibtex(self))

    @path("ris/", name="ris")
    def serve_ris(self, request):
        return self.send("ris", "application/x-research-info-systems", make_ris(self))

    def send(self, ending, media_type, text):
        """Return a file for programs that keep references; search engines want the page."""
        headers = {
            "Content-Disposition": f'attachment; filename="{self.slug}.{ending}"',
            "X-Robots-Tag": "noindex",
        }
        return HttpResponse(text, content_type=f"{media_type}; charset=utf-8", headers=headers)

    def get_kind_words(self):
        """Return what kind of publication this is, in the language of the page, for search."""
        with translation.override(self.locale.language_code):
            return self.get_kind_display()

    def get_file_text(self):
        """Return what the file is called and says, where every visitor may download it, or "".

        Search has it: it shows the page of a publication, and not the file beside it.
        """
        document = Document.objects.public().filter(pk=self.document_id).first()
        if document is None:
            return ""
        language = self.locale.language_code
        called = [document.get_text(name, language).words for name in ["title", "description"]]
        return "\n".join(filter(None, [*called, document.text]))
