import datetime
from urllib.parse import quote

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Prefetch
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from agenda.calendars import answer_with, make_calendar
from agenda.rules import list_faults
from agenda.structured_data import describe_event
from agenda.words import describe_day, is_midnight
from pages.blocks import BodyBlock, NewsBodyBlock
from pages.models import BasePage
from pages.neighbours import HasNeighbours
from pages.routes import RoutedPage
from people.fields import PostcodeField
from people.models import HasContactPerson, list_people
from teams.about import AboutTeams, AboutTeamsQuerySet
from teams.forms import AboutPageForm
from teams.models import Theme, WorkTeamPage

__all__ = ["MeetingPage", "MeetingQuerySet"]

# What a calendar has to hear of at once: RFC 5546, 2.1.4.
TOLD_TO_CALENDARS = [
    *("start", "end", "state", "attendance", "place", "street", "postcode", "town", "online_url")
]

MINUTE = datetime.timedelta(minutes=1)


class MeetingQuerySet(AboutTeamsQuerySet):
    def coming(self):
        """Return what is not over, the first one first; what goes on now is still to come."""
        return self.filter(end__gt=timezone.now()).order_by("start", "pk")

    def over(self):
        """Return what is over, the latest first."""
        return self.filter(end__lte=timezone.now()).order_by("-start", "-pk")

    def for_rows(self):
        """Return meetings with what a row in a list shows, and without the long texts."""
        teams = WorkTeamPage.objects.published().in_order().defer_streamfields()
        return self.prefetch_related("themes", Prefetch("work_teams", teams)).defer_streamfields()


class MeetingPage(AboutTeams, HasNeighbours, HasContactPerson, RoutedPage, BasePage):
    """One meeting: when and where it is, for whom, and afterwards what came of it."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "goes on")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")
        MOVED = "moved", pgettext_lazy("meeting", "moved to another time")

    class Attendance(models.TextChoices):
        ON_SITE = "on_site", _("At a place")
        ONLINE = "online", _("Online")
        MIXED = "mixed", _("At a place and online")

    class SignUp(models.TextChoices):
        NOT_NEEDED = "not_needed", _("Not needed")
        BY_MAIL = "by_mail", _("By email")
        ON_PAGE = "on_page", _("On a page elsewhere")

    page_description = _("One meeting, with when and where it is and how to sign up.")
    parent_page_types = ["agenda.AgendaIndexPage"]
    subpage_types = []
    listed_by = "start"

    start = models.DateTimeField(_("start"), null=True, db_index=True)
    end = models.DateTimeField(_("end"), null=True, db_index=True)
    state = models.CharField(_("state"), choices=State, default=State.PLANNED, max_length=10)
    previous_start = models.DateTimeField(
        _("would have started"),
        blank=True,
        null=True,
        help_text=_("For a meeting that is moved: the time that people may have written down."),
    )
    state_note = models.CharField(
        _("what people should know about that"),
        blank=True,
        max_length=200,
        help_text=_("For example why it is cancelled, and whether there will be another."),
    )
    attendance = models.CharField(
        _("how people take part"), choices=Attendance, default=Attendance.ON_SITE, max_length=10
    )
    place = models.CharField(
        _("name of the place"), blank=True, max_length=120, help_text=_("For example: town hall.")
    )
    street = models.CharField(_("street and number"), blank=True, max_length=120)
    postcode = PostcodeField(_("postcode"), blank=True, max_length=7)
    town = models.CharField(_("town"), blank=True, max_length=80)
    online_url = models.URLField(
        _("web address to take part online"),
        blank=True,
        help_text=_("Everybody sees it. Leave empty when you send it to who signs up."),
    )
    accessibility = models.TextField(
        _("accessibility of the place"),
        blank=True,
        max_length=300,
        help_text=_("For example a lift, an adapted toilet, an interpreter, or what is missing."),
    )
    audience = models.CharField(_("for whom"), blank=True, max_length=200)
    cost = models.CharField(_("costs"), blank=True, max_length=200)
    sign_up = models.CharField(
        _("signing up"), choices=SignUp, default=SignUp.NOT_NEEDED, max_length=10
    )
    sign_up_email = models.EmailField(_("email address to sign up"), blank=True)
    sign_up_url = models.URLField(_("web address to sign up"), blank=True)
    sign_up_until = models.DateField(_("sign up until"), blank=True, null=True)
    body = StreamField(NewsBodyBlock(), blank=True, verbose_name=_("programme"))
    report = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("report"),
        help_text=_("Afterwards: what came of it. Visitors then read it before the programme."),
    )
    themes = ParentalManyToManyField(
        Theme, blank=True, related_name="meetings", verbose_name=_("themes")
    )
    work_teams = ParentalManyToManyField(
        WorkTeamPage, blank=True, related_name="meetings", verbose_name=_("work teams")
    )

    # How often calendars had to hear of a change: SEQUENCE of RFC 5545, the same in each language.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    has_report = models.BooleanField(default=False, editable=False)
    # Whether it was over when it was last looked at (`agenda.ending`). No list asks it: it raises
    # the version of the site, so that what is kept of before the end is not shown any more.
    was_over = models.BooleanField(default=False, editable=False)

    objects = PageManager.from_queryset(MeetingQuerySet)()

    base_form_class = AboutPageForm
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("state"), FieldPanel("previous_start")]),
                FieldPanel("state_note"),
            ],
            heading=_("When"),
            help_text=_(
                "The time in the Netherlands. From 0:00 to 23:59 is all day. A meeting that does"
                " not go on stays here as cancelled: so people and their calendars hear of it."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("attendance"),
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("street"), FieldPanel("postcode"), FieldPanel("town")]),
                FieldPanel("accessibility"),
                FieldPanel("online_url"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audience"), FieldPanel("cost")]),
                FieldRowPanel([FieldPanel("sign_up"), FieldPanel("sign_up_until")]),
                FieldRowPanel([FieldPanel("sign_up_email"), FieldPanel("sign_up_url")]),
            ],
            heading=_("Taking part"),
        ),
        FieldPanel("body"),
        FieldPanel("report"),
        MultiFieldPanel(
            [
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("work_teams", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("About"),
        ),
        FieldPanel("contact_person"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ["body", "report", "audience", "cost"]),
        *(index.SearchField(name) for name in ["accessibility", "place", "street", "postcode"]),
        *(index.SearchField(name) for name in ["town", "get_state_words", "state_note"]),
        index.FilterField("start"),
        index.RelatedFields("themes", [index.SearchField("name")]),
        index.SearchField("get_team_titles"),
    ]
    # An address is the same in every language.
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in ["place", "street", "postcode", "town"]
        ),
    ]

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def check_finished(self):
        super().check_finished()
        if faults := list_faults(self):
            raise ValidationError(faults)

    def save(self, *args, **kwargs):
        self.was_over = self.is_over()
        self.has_report = bool(self.report)
        self.sequence = self.get_sequence()
        super().save(*args, **kwargs)

    def get_sequence(self):
        """Return the number of this version for calendars, one higher after a change that counts.

        It is counted from what visitors see, whatever draft this was made of. Translations are the
        same meeting for a calendar, so none of them falls behind another.
        """
        versions = MeetingPage.objects.filter(translation_key=self.translation_key)
        highest = versions.aggregate(highest=Max("sequence"))["highest"] or 0
        was_shown = versions.filter(pk=self.pk, first_published_at__isnull=False)
        for row in was_shown.values("sequence", *TOLD_TO_CALENDARS):
            own = row.pop("sequence")
            is_changed = any(getattr(self, name) != value for name, value in row.items())
            return max(highest, own + 1 if is_changed else own)
        return highest

    def is_over(self):
        """Return whether the end has passed; what has no end yet is not over."""
        return bool(self.end) and self.end <= timezone.now()

    def get_whole_days(self):
        """Return the first and the last day of a meeting of whole days, as dates; else None.

        Such a day is from 0.00 to 23.59, or to 0.00 of the next: a form has no other words for it.
        """
        if not (self.start and self.end and self.start < self.end and is_midnight(self.start)):
            return None
        if not (is_midnight(self.end) or is_midnight(self.end + MINUTE)):
            return None
        return timezone.localdate(self.start), timezone.localdate(self.end - MINUTE)

    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    def is_moved(self):
        return self.state == self.State.MOVED

    def get_state_words(self):
        """Return that the meeting does not go on as planned, in its language, for search; or ""."""
        with translation.override(self.locale.language_code):
            return "" if self.state == self.State.PLANNED else self.get_state_display()

    def may_sign_up(self):
        """Return whether visitors can still sign up, in some way, today."""
        is_possible = self.sign_up != self.SignUp.NOT_NEEDED and not self.is_cancelled()
        until = self.sign_up_until
        return is_possible and not self.is_over() and not (until and until < timezone.localdate())

    def get_sign_up_url(self):
        """Return where to sign up: a web address, or an email that says what it is about."""
        if self.sign_up == self.SignUp.ON_PAGE:
            return self.sign_up_url
        day = describe_day(self.start) if self.start else ""
        subject = gettext("Signing up: %(title)s, %(day)s") % {"title": self.title, "day": day}
        return f"mailto:{self.sign_up_email}?subject={quote(subject)}"

    def get_context(self, request, *args, **kwargs):
        """Add the themes and work teams, each as a list, which are asked for where they show."""
        context = super().get_context(request, *args, **kwargs)
        context["themes"] = SimpleLazyObject(lambda: list(self.themes.all()))
        context["work_teams"] = SimpleLazyObject(self.get_work_teams)
        return context

    def get_contact_people(self):
        """Return the people to ask about this meeting, else about its teams, else its themes."""
        return list_people(
            [self.contact_person_id],
            self.work_teams.values_list("contact_person", flat=True),
            self.themes.values_list("contact_person", flat=True),
        )

    def get_structured_data(self, request):
        return [describe_event(self, request)]

    @path("calendar/", name="calendar")
    def serve_calendar(self, request):
        return answer_with(make_calendar([self]), self.slug)
