from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import PreviewableMixin
from wagtail.search import index

from languages.pages import get_pages_for_visitor
from languages.rich_text import RichTextField
from library.consent import list_reasons_of_consent
from library.models import Image
from library.renditions import renditions_lookup
from library.selections import LogoChooser
from pages.models import BasePage
from pages.months import MonthField
from pages.ordering import OrderedModel

__all__ = ["Municipality", "Partner", "PartnerIndexPage", "PartnerQuerySet"]


class Municipality(index.Indexed, PreviewableMixin, models.Model):
    """A municipality, named as it names itself in every language."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(
        _("name in web addresses"),
        max_length=80,
        unique=True,
        help_text=_("Only small letters and hyphens, for example “rotterdam”."),
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "partners/municipality_preview.html"


class PartnerQuerySet(models.QuerySet):
    def current(self):
        """Return the partners that take part this month."""
        this_month = timezone.localdate().replace(day=1)
        return self.filter(
            Q(start__isnull=True) | Q(start__lte=this_month),
            Q(end__isnull=True) | Q(end__gte=this_month),
        )

    def with_logos(self):
        """Return partners with their logos, in the editors' order."""
        return (
            self.select_related("logo", "logo_dark")
            .prefetch_related(
                renditions_lookup("logo__renditions", "logo"),
                renditions_lookup("logo_dark__renditions", "logo"),
            )
            .order_by("sort_order")
        )


class Partner(index.Indexed, PreviewableMixin, OrderedModel):
    """An organisation that takes part in the network."""

    class Kind(models.TextChoices):
        EDUCATION = "education", _("Education and research")
        MUNICIPALITY = "municipality", _("Municipality")
        WELFARE = "welfare", _("Welfare and care")
        HOUSING = "housing", _("Housing")
        RESIDENTS = "residents", _("Organisation of residents")
        OTHER = "other", _("Other organisation")

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("Also the alternative text of the logo."),
    )
    kind = models.CharField(_("kind"), choices=Kind, max_length=20)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="partners",
        verbose_name=_("municipality"),
        help_text=_("Leave empty if the organisation works in the whole region."),
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("On a light ground. Without a logo the site shows the name."),
    )
    logo_dark = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("logo for a dark ground"),
        help_text=_(
            "Leave empty to show the logo on a light plate. It goes with the logo above: when you"
            " choose another there, choose its dark one here too."
        ),
    )
    start = MonthField(_("takes part from"), blank=True, null=True)
    end = MonthField(
        _("takes part until"),
        blank=True,
        null=True,
        help_text=_("After this month the partner disappears from the site by itself."),
    )
    on_strip = models.BooleanField(
        _("show in the strip"),
        default=True,
        help_text=_("The strip of logos at the bottom of every page."),
    )

    objects = PartnerQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("kind"),
                FieldPanel("municipality"),
                FieldPanel("website"),
            ],
            heading=_("Organisation"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("logo", widget=LogoChooser),
                FieldPanel("logo_dark", widget=LogoChooser),
                FieldPanel("on_strip"),
            ],
            heading=_("Logo"),
        ),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")], heading=_("Period")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("municipality"),
    ]

    class Meta(OrderedModel.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Save, without a dark logo that belongs to the light one before: it may be out of date.

        `dark_logo_taken_away` is that Image then, for whoever tells the editor.
        """
        before = type(self).objects.filter(pk=self.pk).first()
        self.dark_logo_taken_away = None
        if before and before.logo_id != self.logo_id and before.logo_dark_id == self.logo_dark_id:
            self.dark_logo_taken_away, self.logo_dark = self.logo_dark, None
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end is before the start.")})
        self.check_logos()

    def check_logos(self):
        """Raise ValidationError for a logo that no page could go live with: a snippet has no draft.

        Its alternative text is the name of the partner, so only the people in it are asked about.
        """
        logos = {"logo": self.logo, "logo_dark": self.logo_dark}
        errors = {
            name: reasons
            for name, logo in logos.items()
            if logo and (reasons := list_reasons_of_consent(logo))
        }
        if errors:
            raise ValidationError(errors)

    def get_preview_template(self, request, mode_name):
        return "partners/partner_preview.html"


class PartnerIndexPage(BasePage):
    """All partners of today, by kind."""

    page_description = _("All partners by kind; the partners themselves are under “Partners”.")
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ol", "ul"]
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("get_partner_words"),
    ]

    class Meta:
        verbose_name = _("partners page")
        verbose_name_plural = _("partners pages")

    def get_context(self, request, *args, **kwargs):
        """Add `kinds` and `municipalities`, which are not asked for while they are kept."""
        context = super().get_context(request, *args, **kwargs)
        context["kinds"] = SimpleLazyObject(self.get_kinds)
        context["municipalities"] = SimpleLazyObject(self.get_municipalities)
        return context

    def get_kinds(self):
        """Return a list of (label of the kind, list of partners), without empty kinds."""
        partners = list(Partner.objects.current().with_logos().select_related("municipality"))
        return [
            (kind.label, of_kind)
            for kind in Partner.Kind
            if (of_kind := [partner for partner in partners if partner.kind == kind])
        ]

    def get_municipalities(self):
        """Return a list of (municipality, its partners of today, its work teams), by name.

        The teams are pages to lead a visitor to; a municipality with neither is left out.
        """
        partners = Prefetch("partners", Partner.objects.current().order_by("sort_order"))
        found = list(Municipality.objects.prefetch_related(partners, "work_teams"))
        teams = get_pages_for_visitor(
            {team.pk for municipality in found for team in municipality.work_teams.all()}
        )
        rows = [
            (
                municipality,
                municipality.partners.all(),
                # A team that has a version in each language is here once for each.
                list(
                    dict.fromkeys(
                        teams[team.pk] for team in municipality.work_teams.all() if team.pk in teams
                    )
                ),
            )
            for municipality in found
        ]
        return [row for row in rows if row[1] or row[2]]

    def get_partner_words(self):
        """Return the names of all partners of today and their municipalities, for search."""
        partners = Partner.objects.current().select_related("municipality")
        return "\n".join(f"{each.name} {each.municipality or ''}".strip() for each in partners)
