"""When a page comes onto the site and leaves it: one dialog, with one button that plans it.

Wagtail keeps two dates of a draft, and a version that waits for its day. Dates that are set without
such a version do nothing, so here both are set by one button: the fields of the dialog count with
that button only (`PlannedForm`), and the moment of a version that waits is its plan.
"""

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.log_actions import log
from wagtail.models import Page

__all__ = [
    "PLAN",
    "DayAndTime",
    "PlanPanel",
    "PlannedForm",
    "change_end",
    "forget_date",
    "say_moment",
    "withdraw_plan",
]

# What the button of the dialog sends as "action-publish"; the button that publishes sends its name.
PLAN = "plan"
DATES = ["go_live_at", "expire_at"]


def say_moment(moment):
    """Return a datetime in words: “Tuesday 1 December at 09:00”, with the year if it is another."""
    moment = timezone.localtime(moment)
    words = "l j F" if moment.year == timezone.localtime().year else "l j F Y"
    return gettext("%(day)s at %(time)s") % {
        "day": date_format(moment, words),
        "time": date_format(moment, "H:i"),
    }


@transaction.atomic
def withdraw_plan(page, user):
    """Let a page (a Page) wait for somebody who publishes it; what is on the site stays."""
    revision = page.scheduled_revision
    if revision is None:
        return
    revision.approved_go_live_at = None
    # Wagtail writes into the history of the page what was withdrawn.
    revision.save(user=user, update_fields=["approved_go_live_at"])
    forget_date(revision)
    Page.objects.filter(pk=page.pk).update(go_live_at=None)


def forget_date(revision):
    """Take the date off a Revision: it would be planned anew by whoever publishes from a list."""
    revision.content["go_live_at"] = None
    revision.save(update_fields=["content"])


def change_end(page, moment, user):
    """Let the page that is on the site leave it at a moment (a datetime), or never (None).

    Nothing else of it changes: what was written since stays a draft.
    """
    live = Page.objects.get(pk=page.pk).specific
    live.expire_at = moment
    live.save(update_fields=["expire_at"])
    log(live, "wagtail.edit", user=user)


class DayAndTime(forms.MultiWidget):
    """A day and a time, each in the field that a browser has for it: a calendar on a phone too."""

    TIME = "09:00"
    # Whoever closes the dialog without its button leaves the moment as it was.
    ATTRS = {
        "data-controller": "w-action",
        "data-action": "w-dialog:hidden->w-action#reset",
        "data-w-dialog-target": "notify",
    }

    def __init__(self):
        super().__init__(
            {
                "": forms.DateInput(
                    {**self.ATTRS, "type": "date", "aria-label": _("Day")}, format="%Y-%m-%d"
                ),
                "time": forms.TimeInput(
                    {**self.ATTRS, "type": "time", "aria-label": _("Time")}, format="%H:%M"
                ),
            }
        )

    def decompress(self, value):
        """Return [day, time] of a datetime, or of the str that was typed; nine o'clock for none."""
        if isinstance(value, str):
            return value.split("T") if value else ["", self.TIME]
        return [value.date(), value.time()] if value else ["", self.TIME]

    def value_from_datadict(self, data, files, name):
        """Return "2026-12-01T09:00", or "" without a day: a time alone is no moment."""
        day, time = super().value_from_datadict(data, files, name)
        return f"{day}T{time}" if day else ""


class PlanPanel(PublishingPanel):
    """The dialog with the moments at which a page comes onto the site and leaves it."""

    def __init__(self, **kwargs):
        panels = [FieldPanel(name, widget=DayAndTime()) for name in DATES]
        super().__init__(**{"children": panels, **kwargs})

    class BoundPanel(PublishingPanel.BoundPanel):
        template_name = "pages/admin/plan_dialog.html"

        def is_shown(self):
            return super().is_shown() and self.form.may_publish()


class PlannedForm(WagtailAdminPageForm):
    """A form of a page of which the dates count with the button of their dialog only."""

    is_planned = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "go_live_at" not in self.fields:
            return
        self.is_planned = self.data.get("action-publish") == PLAN and self.may_publish()
        self.initial["go_live_at"] = self.get_planned_moment()
        for name in DATES:
            self.fields[name].disabled = self.is_bound and not self.is_planned
            self.fields[name].error_messages["invalid"] = gettext("Choose both a day and a time.")

    def may_publish(self):
        """Return whether who is at the form may show the page to visitors."""
        if self.instance.pk:
            return self.instance.permissions_for_user(self.for_user).can_publish()
        return self.parent_page.permissions_for_user(self.for_user).can_publish_subpage()

    def get_planned_moment(self):
        """Return when the page comes onto the site as a datetime ahead, or None.

        Also of a plan that the gate for publishing refused: nothing that was typed is lost.
        """
        revision = self.instance.pk and self.instance.scheduled_revision
        moment = revision.approved_go_live_at if revision else self.instance.go_live_at
        return moment if moment and moment > timezone.now() else None

    def restore_required_fields(self):
        """Let the dialog be used in a form that is shown again."""
        super().restore_required_fields()
        for name in DATES:
            if name in self.fields:
                self.fields[name].disabled = False

    def clean_go_live_at(self):
        """Return the moment that is planned, or None when another button was pressed."""
        if not self.is_planned:
            return None
        moment = self.cleaned_data["go_live_at"]
        if moment is None and not self.instance.live:
            text = gettext("Choose the day and the time at which the page comes onto the site.")
            raise forms.ValidationError(text)
        if moment and moment <= timezone.now():
            text = gettext(
                "%(moment)s is over. Choose a moment to come, or close this and publish now."
            )
            raise forms.ValidationError(text % {"moment": say_moment(moment)})
        return moment

    def clean_expire_at(self):
        """Return when the page leaves the site; not an end that is over, of a page that returns."""
        moment = self.cleaned_data["expire_at"]
        is_published = "action-publish" in self.data and not self.is_planned
        return None if is_published and moment and moment < timezone.now() else moment
