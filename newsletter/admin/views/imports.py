from django.conf import settings
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from django.views.generic.edit import FormMixin
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from languages.texts import get_source_language
from newsletter.admin.access import log_access
from newsletter.admin.forms import ImportForm
from newsletter.admin.importing import cancel_import, start_import
from newsletter.admin.spreadsheets import make_csv_response
from newsletter.admin.views.screens import IF_WIDE, IMPORTS, Listing, Screen
from newsletter.models import AccessEntry, SubscriberImport

__all__ = [
    "CancelImportView",
    "ImportAddView",
    "ImportIndexView",
    "ImportView",
    "RefusedLinesView",
]

PARENT = ("newsletter_imports:index", gettext_lazy("Imports"))
MOST_SHOWN = 100


class ImportIndexView(Listing):
    """The imports so far; nobody's address is on it."""

    model = SubscriberImport
    permission_policy = IMPORTS
    page_title = gettext_lazy("Imports")
    header_icon = "upload"
    index_url_name = "newsletter_imports:index"
    index_results_url_name = "newsletter_imports:results"
    default_ordering = "-made_at"
    columns = [
        TitleColumn(
            "file_name",
            label=gettext_lazy("Name of the file"),
            url_name="newsletter_imports:import",
        ),
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor="get_state_display",
            primary=lambda file: file.is_running,
        ),
        UserColumn("made_by", label=gettext_lazy("Who"), classname=IF_WIDE),
        Column("made_at", label=gettext_lazy("Started"), accessor="get_shown_time"),
        Column("statement", label=gettext_lazy("Consent"), classname=IF_WIDE),
    ]

    @cached_property
    def header_buttons(self):
        if not self.user_has_permission("add"):
            return []
        url = reverse("newsletter_imports:add")
        return [HeaderButton(_("Import"), url=url, icon_name="upload")]


class ImportAddView(FormMixin, Screen):
    """The form to bring in a list; what is typed stays when something is wrong with the file."""

    permission_policy = IMPORTS
    permission_required = "add"
    parent = PARENT
    page_title = gettext_lazy("Import readers")
    header_icon = "upload"
    template_name = "newsletter/admin/import_add.html"
    form_class = ImportForm

    def get_initial(self):
        return {"language": get_source_language()}

    def post(self, request):
        form = self.get_form()
        if not form.is_valid():
            messages.error(request, _("Nothing is imported yet. See what has to be mended."))
            return self.render_to_response(self.get_context_data(form=form))
        file = form.save(commit=False)
        start_import(file, form.lines, request.user)
        return redirect("newsletter_imports:import", file.pk)


class ImportView(Screen):
    """How far an import is, and the lines that were refused."""

    permission_policy = IMPORTS
    parent = PARENT
    header_icon = "upload"
    template_name = "newsletter/admin/import.html"

    @cached_property
    def file(self):
        return get_object_or_404(SubscriberImport, pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.file.file_name

    def get_context_data(self, **kwargs):
        refused = list(self.file.lines.refused()[:MOST_SHOWN])
        if refused:
            log_access(
                self.request.user, AccessEntry.Action.REPORTED, number=self.file.counts["refused"]
            )
        counts = self.file.counts
        return super().get_context_data(
            **kwargs,
            file=self.file,
            refused=refused,
            done=counts["all"] - counts["waiting"],
            time_left=describe_time_left(counts["waiting"]),
            per_minute=settings.NEWSLETTER_IMPORTED_PER_MINUTE,
            kept_days=settings.NEWSLETTER_IMPORT_REPORT_DAYS,
            may_cancel=self.user_has_permission("add"),
        )


def describe_time_left(waiting):
    """Return how long it takes until all lines that wait are taken up, in words."""
    minutes = -(-waiting // settings.NEWSLETTER_IMPORTED_PER_MINUTE)
    if minutes < 90:
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    hours = round(minutes / 60)
    return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}


class RefusedLinesView(PermissionCheckedMixin, View):
    """The lines that were refused, as a file to lay beside the list."""

    permission_policy = IMPORTS
    permission_required = "view"
    http_method_names = ["get"]

    def get(self, request, pk):
        file = get_object_or_404(SubscriberImport, pk=pk)
        lines = list(file.lines.refused())
        log_access(request.user, AccessEntry.Action.REPORTED, number=len(lines))
        rows = [[line.number, line.address, line.get_outcome_display()] for line in lines]
        headings = [_("Row"), _("E-mail address"), _("Why it was refused")]
        return make_csv_response(_("refused"), [headings, *rows])


class CancelImportView(PermissionCheckedMixin, View):
    """Takes up nothing more of an import."""

    permission_policy = IMPORTS
    permission_required = "add"
    http_method_names = ["post"]

    def post(self, request, pk):
        number = cancel_import(get_object_or_404(SubscriberImport, pk=pk), request.user)
        messages.success(
            request,
            ngettext(
                "The import is cancelled. %(number)d person is not asked.",
                "The import is cancelled. %(number)d people are not asked.",
                number,
            )
            % {"number": number},
        )
        return redirect("newsletter_imports:import", pk)
