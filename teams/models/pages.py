from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from languages.pages import get_pages_for_visitor
from languages.rich_text import RichTextField
from pages.blocks import BodyBlock
from pages.models import BasePage
from pages.months import MonthField
from pages.parts import PartsPanel
from pages.structured_data import organization_reference, without_empty
from partners.models import Municipality
from people.models import HasContactPerson, list_people
from teams.forms import OpenCallsPanel, WorkTeamFilterForm, WorkTeamPageForm
from teams.related import list_about, list_publications

from .querysets import WorkTeamQuerySet
from .words import WordsOfTeam

__all__ = ["WorkTeamIndexPage", "WorkTeamPage"]


class WorkTeamPage(WordsOfTeam, HasContactPerson, BasePage):
    """A work team: who sits at the table, what they take up, and how it goes."""

    class Status(models.TextChoices):
        SEEKING = "seeking", pgettext_lazy("work team", "looking for people")
        ACTIVE = "active", pgettext_lazy("work team", "active")
        FINISHED = "finished", pgettext_lazy("work team", "finished")

    page_description = _("A work team with its members, growth, themes, milestones and calls.")
    parent_page_types = ["teams.WorkTeamIndexPage"]
    subpage_types = []

    number = models.PositiveSmallIntegerField(
        _("number"), null=True, validators=[MinValueValidator(1)]
    )
    start = MonthField(_("from"), blank=True, null=True)
    end = MonthField(
        _("until"), blank=True, null=True, help_text=_("Leave empty while the team goes on.")
    )
    status = models.CharField(_("status"), choices=Status, default=Status.SEEKING, max_length=10)
    municipalities = ParentalManyToManyField(
        Municipality,
        blank=True,
        related_name="work_teams",
        verbose_name=_("municipalities"),
        help_text=_("Where the team works."),
    )
    members_note = models.CharField(
        _("note on the members"),
        blank=True,
        max_length=200,
        help_text=_("Shown with the list of members, for example how sure the numbers are."),
    )
    lessons = RichTextField(
        _("lessons learnt"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("What worked and what did not. Honest is better than complete."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(WorkTeamQuerySet)()

    base_form_class = WorkTeamPageForm
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("status")]),
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldPanel("municipalities", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Team"),
        ),
        FieldPanel("body"),
        FieldPanel("lessons"),
    ]
    people_panels = [
        OpenCallsPanel("open_calls", heading=_("Open calls"), label=_("open call")),
        PartsPanel("members", heading=_("Members"), label=_("member")),
        FieldPanel("members_note"),
        FieldPanel("contact_person"),
        PartsPanel(
            "sizes",
            heading=_("Growth of the team"),
            label=_("moment"),
            help_text=_("The latest number is the size of the team, wherever the site says it."),
        ),
    ]
    progress_panels = [
        PartsPanel("team_themes", heading=_("Themes"), label=_("theme")),
        PartsPanel("milestones", heading=_("Milestones"), label=_("milestone")),
    ]
    # On one screen this would be four thousand pixels long.
    edit_handler = TabbedInterface(
        [
            ObjectList([*content_panels, *BasePage.promote_panels], heading=_("Content")),
            ObjectList(people_panels, heading=_("People")),
            ObjectList(progress_panels, heading=_("Progress")),
            ObjectList(BasePage.settings_panels),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("get_other_names"),
        index.SearchField("body"),
        index.SearchField("lessons"),
        index.SearchField("members_note"),
        index.FilterField("number"),
        index.FilterField("status"),
        index.RelatedFields(
            "team_themes",
            [
                index.RelatedFields("theme", [index.SearchField("name")]),
                index.SearchField("reason"),
            ],
        ),
        index.RelatedFields("sizes", [index.SearchField("note")]),
        index.RelatedFields("milestones", [index.SearchField("title"), index.SearchField("text")]),
        index.RelatedFields("municipalities", [index.SearchField("name")]),
        index.SearchField("get_status_words"),
        index.SearchField("get_people_words"),
        index.SearchField("get_call_words"),
    ]

    class Meta:
        verbose_name = _("work team")
        verbose_name_plural = _("work teams")

    def check_finished(self):
        super().check_finished()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end is before the start.")})

    def get_structured_data(self, request):
        project = {
            "@type": "Project",
            "name": self.title,
            "url": self.full_url,
            "description": self.get_description(),
            "foundingDate": self.start and f"{self.start:%Y-%m}",
            "dissolutionDate": self.end and f"{self.end:%Y-%m}",
            "parentOrganization": organization_reference(request),
        }
        return [without_empty(project)]

    def get_context(self, request, *args, **kwargs):
        """Add what the page shows, each as a list, so that drafts preview with their own parts.

        Those that lack what they are about are left out; a draft may have them. They are asked for
        by the part of the page that shows them, and not while that is kept.
        """
        context = super().get_context(request, *args, **kwargs)
        members = SimpleLazyObject(self.get_members)
        sizes = SimpleLazyObject(self.get_sizes)
        context["member_groups"] = SimpleLazyObject(lambda: group_by_role(members))
        context["municipalities"] = SimpleLazyObject(lambda: list(self.municipalities.all()))
        context["open_calls"] = SimpleLazyObject(self.get_open_calls)
        context["team_sizes"] = sizes
        context["people_count"] = SimpleLazyObject(lambda: count_people(sizes, members))
        context["team_themes"] = SimpleLazyObject(self.get_team_themes)
        context["milestones"] = SimpleLazyObject(self.get_milestones)
        context["meetings"] = SimpleLazyObject(self.get_meetings)
        context["publications"] = SimpleLazyObject(lambda: list_publications(self))
        context["news"] = SimpleLazyObject(self.get_news)
        return context

    def get_contact_people(self):
        """Return the people to ask about this team, or else about its themes."""
        return list_people(
            [self.contact_person_id],
            self.team_themes.filter(theme__isnull=False).values_list(
                "theme__contact_person", flat=True
            ),
        )

    def get_members(self):
        """Return who sit at the table, as a list."""
        return list(self.members.filter(role__isnull=False).select_related("role", "photo"))

    def get_sizes(self):
        """Return how large the team was at known moments, as a list by date."""
        return list(self.sizes.filter(date__isnull=False, number__isnull=False))

    def get_team_themes(self):
        """Return the themes of the team with their states, as a list."""
        return list(self.team_themes.filter(theme__isnull=False).select_related("theme"))

    def get_milestones(self):
        """Return a list of (milestone, the page to lead a visitor to or None), by date."""
        milestones = list(self.milestones.filter(date__isnull=False))
        targets = get_pages_for_visitor(
            [each.link_page_id for each in milestones if each.link_page_id]
        )
        return [(each, targets.get(each.link_page_id)) for each in milestones]

    def get_news(self):
        """Return the four latest published items about this team, in the language of this page."""
        return list_about(self, self.news_items, self.locale_id).for_cards()[:4]

    def get_meetings(self):
        """Return the three published meetings of this team that come first, as a list."""
        return list(list_about(self, self.meetings, self.locale_id).coming().for_rows()[:3])

    def get_open_calls(self):
        """Return the calls whose deadline has not passed, as a list, the most urgent first."""
        today = timezone.localdate()
        calls = self.open_calls.select_related("municipality").prefetch_related("roles")
        return sorted(
            (call for call in calls if call.deadline and call.deadline >= today),
            key=lambda call: call.deadline,
        )


def count_people(sizes, members):
    """Return how many people are in a team: its latest known size, or else its members.

    Takes both as lists, the sizes by date. The members are who is named here, which may be fewer:
    where the size is known, it is the truth on the page, in its growth and on cards.
    """
    return sizes[-1].number if sizes else len(members)


def group_by_role(members):
    """Return a list of (role, members), the roles in the editors' order."""
    groups = {}
    for member in members:
        groups.setdefault(member.role, []).append(member)
    return sorted(groups.items(), key=lambda group: (group[0].sort_order or 0, group[0].pk))


class WorkTeamIndexPage(BasePage):
    """All work teams by status, with filters by municipality and theme."""

    page_description = _("All work teams, by status.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["teams.WorkTeamPage"]
    max_count_per_parent = 1

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ol", "ul"]
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("work teams page")
        verbose_name_plural = _("work teams pages")

    def get_context(self, request, *args, **kwargs):
        """Add the filter form and `statuses`: a list of (label, teams) without empty ones."""
        context = super().get_context(request, *args, **kwargs)
        teams = WorkTeamPage.objects.child_of(self).published().in_order()
        form = WorkTeamFilterForm(request.GET, teams=teams)
        found = list(form.filter(teams).for_cards())
        context["filter_form"] = form
        context["canonical_query"] = form.get_canonical_query()
        context["statuses"] = [
            (status.label, of_status)
            for status in WorkTeamPage.Status
            if (of_status := [team for team in found if team.status == status])
        ]
        return context
