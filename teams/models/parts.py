"""The parts of a work team's page: members, growth, themes, milestones and open calls."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from languages.rich_text import RichTextField
from library.models import Image
from pages.unfinished import FinishedLater
from partners.models import Municipality
from people.consent import RecordedConsent

from .snippets import Role, Theme

__all__ = [
    "Milestone",
    "OpenCall",
    "OpenCallQuerySet",
    "TeamMember",
    "TeamSize",
    "TeamTheme",
]


class TeamMember(FinishedLater, RecordedConsent, TranslatableMixin, Orderable):
    """Somebody at the table; a name or photo only with that person's recorded consent."""

    team = ParentalKey("teams.WorkTeamPage", on_delete=models.CASCADE, related_name="members")
    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("role")
    )
    name = models.CharField(
        _("name"),
        blank=True,
        max_length=120,
        help_text=_("A first name is enough. Leave empty to show only the role."),
    )
    organisation = models.CharField(_("organisation"), blank=True, max_length=120)
    photo = models.ForeignKey(
        Image,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    panels = [
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("organisation")]),
        FieldPanel("photo"),
        FieldRowPanel([FieldPanel("consent_date"), FieldPanel("consent_record")]),
    ]
    # People and organisations have the same name in every language.
    override_translatable_fields = [
        SynchronizedField("name", overridable=False),
        SynchronizedField("organisation", overridable=False),
        SynchronizedField("consent_record", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self):
        return self.name or (self.role.anonymous if self.role else gettext("member"))

    def check_finished(self):
        """Raise ValidationError for a name or photo without recorded consent (AVG, article 7)."""
        super().check_finished()
        if (self.name or self.photo) and not self.has_recorded_consent:
            raise ValidationError(
                {
                    "consent_date": _(
                        "A name or photo needs the consent of this person: fill in when and how"
                        " it was given, or leave name and photo empty."
                    )
                }
            )


class DatedPart(FinishedLater, TranslatableMixin, Orderable):
    """Something at a moment in the life of a team, known by the day or by the month."""

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")

    date = models.DateField(_("date"), null=True)
    precision = models.CharField(
        _("shown as"),
        choices=Precision,
        default=Precision.DAY,
        max_length=5,
        help_text=_("Choose “month” when the day is not known or does not matter."),
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True
        # By date, whatever order they were typed in.
        ordering = ["date", "sort_order"]

    def get_shown_date(self):
        """Return the date in words: "13 mei 2018" or "mei 2018", or "" in a draft without one."""
        if self.date is None:
            return ""
        by_month = self.precision == self.Precision.MONTH
        return date_format(self.date, "YEAR_MONTH_FORMAT" if by_month else "DATE_FORMAT")

    def get_machine_date(self):
        """Return the date for `<time datetime>` (HTML: a valid date or month string)."""
        by_month = self.precision == self.Precision.MONTH
        return self.date.strftime("%Y-%m" if by_month else "%Y-%m-%d")


class TeamSize(DatedPart):
    """How many people the team had at one moment."""

    team = ParentalKey("teams.WorkTeamPage", on_delete=models.CASCADE, related_name="sizes")
    number = models.PositiveSmallIntegerField(_("number of people"), null=True)
    note = models.CharField(
        _("note"),
        blank=True,
        max_length=200,
        help_text=_("What happened, for example: after the open call."),
    )

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("precision"), FieldPanel("number")]),
        FieldPanel("note"),
    ]

    class Meta(DatedPart.Meta):
        verbose_name = _("team size")
        verbose_name_plural = _("team sizes")

    def __str__(self):
        return f"{self.get_shown_date()}: {self.number}"


class TeamTheme(FinishedLater, TranslatableMixin, Orderable):
    """A theme as this team took it up, failure included."""

    class State(models.TextChoices):
        EXPLORED = "explored", _("explored")
        TAKEN_UP = "taken_up", _("taken up")
        PAUSED = "paused", _("paused")
        FINISHED = "finished", _("finished")

    team = ParentalKey("teams.WorkTeamPage", on_delete=models.CASCADE, related_name="team_themes")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, related_name="team_themes", verbose_name=_("theme")
    )
    state = models.CharField(_("state"), choices=State, default=State.EXPLORED, max_length=10)
    reason = models.CharField(
        _("reason"),
        blank=True,
        max_length=300,
        help_text=_("Why it stands as it does. Needed when the theme is paused."),
    )

    panels = [
        FieldRowPanel([FieldPanel("theme"), FieldPanel("state")]),
        FieldPanel("reason"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("theme of the team")
        verbose_name_plural = _("themes of the team")

    def __str__(self):
        return f"{self.theme}: {self.get_state_display()}"

    def check_finished(self):
        super().check_finished()
        if self.state == self.State.PAUSED and not self.reason:
            raise ValidationError({"reason": _("Say why the theme is paused.")})


class Milestone(DatedPart):
    """Something that happened, on a day or in a month."""

    team = ParentalKey("teams.WorkTeamPage", on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True, max_length=500)
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("page about it"),
    )
    link_url = models.URLField(
        _("web address outside this site"),
        blank=True,
        help_text=_("Only when you do not choose a page."),
    )

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("precision")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("link_page"),
        FieldPanel("link_url"),
    ]

    class Meta(DatedPart.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.title

    def get_link_site(self):
        """Return the name of the site outside ours that it links to, or ""."""
        return urlsplit(self.link_url).netloc


class OpenCallQuerySet(models.QuerySet):
    def open(self):
        """Return calls that one can answer today, the most urgent first."""
        return self.filter(deadline__gte=timezone.localdate()).order_by("deadline", "pk")


class OpenCall(FinishedLater, TranslatableMixin, ClusterableModel, Orderable):
    """A free seat at the table; it disappears by itself after its deadline."""

    team = ParentalKey("teams.WorkTeamPage", on_delete=models.CASCADE, related_name="open_calls")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=500, help_text=_("What you ask of people."))
    roles = ParentalManyToManyField(Role, blank=True, related_name="+", verbose_name=_("roles"))
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Leave empty if it does not matter where people live or work."),
    )
    deadline = models.DateField(
        _("deadline"),
        null=True,
        help_text=_("The last day on which people can respond. After it the call disappears."),
    )
    how_to_respond = RichTextField(
        _("how to respond"),
        features=["bold", "link"],
        help_text=_("Whom to phone or email, and what happens next."),
    )

    objects = OpenCallQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("roles", widget=forms.CheckboxSelectMultiple),
        FieldRowPanel([FieldPanel("municipality"), FieldPanel("deadline")]),
        FieldPanel("how_to_respond"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("open call")
        verbose_name_plural = _("open calls")

    def __str__(self):
        return self.title

    def get_anchor(self):
        """Return the fragment of this call on the page of its team."""
        return pgettext("part of a web address", "call-%(number)s") % {"number": self.pk}

    def get_url(self):
        """Return the address of this call, on the page of its team."""
        return f"{self.team.url}#{self.get_anchor()}"
