"""The screen that makes several meetings at once: one, copied to other dates."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from agenda.models import MeetingPage
from agenda.series import copy_to_days, exists_on, get_day, is_there_then

__all__ = ["SeriesForm", "SeriesView", "list_header_buttons"]

MOST_DATES = 30


class SeriesForm(forms.Form):
    """Takes dates, one a line, on which a meeting is to be as well."""

    dates = forms.CharField(
        label=gettext_lazy("Dates"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Each on a line of its own, for example 09-02-2027. At most 30."),
    )

    def __init__(self, *args, meeting, **kwargs):
        """`meeting` is the MeetingPage that is copied, with its start."""
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_dates(self):
        """Return the dates as a list in order, each once; raise ValidationError for each wrong."""
        lines = [line.strip(" \t,;") for line in self.cleaned_data["dates"].splitlines()]
        days, faults = set(), []
        for line in filter(None, lines):
            try:
                days.add(self.read(line))
            except ValidationError as fault:
                faults.append(fault)
        if len(days) > MOST_DATES:
            faults.append(_("These are more than %(number)d dates.") % {"number": MOST_DATES})
        if faults:
            raise ValidationError(faults)
        return sorted(days)

    def read(self, line):
        """Return the date on a line; raise ValidationError where no copy can be made for it."""
        try:
            day = forms.DateField().clean(line)
        except ValidationError:
            text = _("“%(line)s” is no date. Write it as 09-02-2027.")
            raise ValidationError(text % {"line": line}) from None
        if day < timezone.localdate():
            raise ValidationError(_("%(line)s is over.") % {"line": line})
        if day == get_day(self.meeting.start) or exists_on(self.meeting, day):
            text = _("On %(line)s there is a meeting of this name already.")
            raise ValidationError(text % {"line": line})
        if not is_there_then(self.meeting, day):
            text = _("On %(line)s the clock changes at the time of this meeting.")
            raise ValidationError(text % {"line": line})
        return day


class SeriesView(WagtailAdminTemplateMixin, FormView):
    """Asks for dates and makes a draft for each, as the form of the meeting is now."""

    form_class = SeriesForm
    template_name = "agenda/admin/series.html"
    page_title = gettext_lazy("Copy to other dates")
    header_icon = "calendar-alt"

    def dispatch(self, request, *args, **kwargs):
        if not may_copy(request.user, self.meeting):
            raise PermissionDenied
        if self.meeting.start is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def meeting(self):
        page = get_object_or_404(MeetingPage, pk=self.kwargs["page_id"], alias_of=None)
        return page.get_latest_revision_as_object()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.meeting.pk])
        return [
            {"url": edit, "label": self.meeting.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "meeting": self.meeting}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, meeting=self.meeting)

    def form_valid(self, form):
        made = copy_to_days(self.meeting, form.cleaned_data["dates"], self.request.user)
        text = ngettext(
            "%(number)d draft is made. Look at it, and publish it.",
            "%(number)d drafts are made. Look at them, and publish them.",
            len(made),
        )
        messages.success(self.request, text % {"number": len(made)})
        return redirect(reverse("agenda:index") + "?state=draft")


def may_copy(user, meeting):
    """Return whether somebody may add meetings beside one, in the language that is translated."""
    parent = meeting.get_parent()
    return meeting.locale.is_default and parent.permissions_for_user(user).can_add_subpage()


def list_header_buttons(page, user, view_name, next_url=None):
    """Yield the button in the header of the form of a meeting that has a start."""
    if page.specific_class is MeetingPage and may_copy(user, page) and page.specific.start:
        url = reverse("agenda_series", args=[page.pk])
        yield Button(_("Copy to other dates"), url, icon_name="calendar-alt", priority=16)
