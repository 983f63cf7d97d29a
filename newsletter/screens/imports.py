"""Lists of addresses that staff bring in, how far each is, and what was refused of it."""

from datetime import timedelta
from math import ceil

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, UserColumn
from wagtail.admin.views import generic

from newsletter.importing import cancel_import, start_import
from newsletter.models import AccessEntry, SubscriberImport
from newsletter.spreadsheets import read_list
from submissions.screens import LimitedModelViewSet, ListView, operation

__all__ = ["ImportViewSet"]

MAX_BYTES = 1024 * 1024
MAX_LINES = 5000


class ImportForm(forms.ModelForm):
    """A list of addresses, and where the consent of these people came from.

    Once it is valid, `rows` has the Rows of the list.
    """

    file = forms.FileField(
        label=gettext_lazy("List of addresses"),
        help_text=gettext_lazy(
            "A workbook (.xlsx) or CSV file of at most 5,000 lines and 1 MB, with a column"
            " “E-mailadres” and, if you like, “Taal” and “Onderwerpen”."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("These people have asked for our newsletter themselves."),
        error_messages={
            "required": gettext_lazy(
                "Without consent nobody may be emailed (Telecommunicatiewet, article 11.7)."
            )
        },
    )

    class Meta:
        model = SubscriberImport
        fields = ["statement", "language"]
        widgets = {
            "language": forms.RadioSelect,
            "statement": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["file", "language", "statement", "is_sure"]

    def clean_file(self):
        """Return the uploaded file, and keep its rows; raises ValidationError as `read_list`."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("This file is too large: at most 1 MB fits."))
        self.rows = read_list(file, MAX_LINES)
        self.instance.file_name = file.name[:255]
        return file


class ImportIndexView(ListView):
    """The imports so far; nobody's address is on it."""

    add_item_label = gettext_lazy("Import")

    def get_base_queryset(self):
        return super().get_base_queryset().with_waiting().defer("refused")


class ImportAddView(generic.CreateView):
    """The form to bring in a list; what is typed stays when something is wrong with the file."""

    template_name = "newsletter/admin/import_add.html"
    page_subtitle = gettext_lazy("Import subscribers")
    error_message = gettext_lazy("Nothing is imported yet. See what has to be mended.")
    success_message = None
    submit_button_label = gettext_lazy("Import")

    def save_instance(self):
        start_import(self.form.instance, self.form.rows, self.request.user)
        return self.form.instance

    def get_success_url(self):
        return reverse("newsletter_imports:inspect", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class ImportView(ListView):
    """How far an import is, with its refused lines as the list, and as a file of that list."""

    template_name = "newsletter/admin/import.html"
    paginate_by = 100
    list_export = ["row", "address", "reason"]
    export_headings = {
        "row": gettext_lazy("Row"),
        "address": gettext_lazy("What is there"),
        "reason": gettext_lazy("Why it was refused"),
    }
    columns = [Column(name, label=label) for name, label in export_headings.items()]
    verbose_name_plural = gettext_lazy("refused lines")
    add_url = None

    @cached_property
    def show_export_buttons(self):
        return bool(self.file.refused)

    @cached_property
    def file(self):
        return get_object_or_404(SubscriberImport.objects.with_waiting(), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.file.file_name

    def get_breadcrumbs_items(self):
        *above, this = super().get_breadcrumbs_items()
        label = capfirst(self.model._meta.verbose_name_plural)
        return [*above, {"url": reverse(self.index_url_name), "label": label}, this]

    def get_index_url(self):
        return self.request.path

    def get_queryset(self):
        return self.file.refused

    def get_context_data(self, **kwargs):
        if refused := len(self.file.refused):
            AccessEntry.objects.log(self.request.user, AccessEntry.Action.REPORTED, number=refused)
        per_minute = settings.NEWSLETTER_IMPORTED_PER_MINUTE
        return super().get_context_data(
            **kwargs,
            file=self.file,
            refused=refused,
            done=self.file.asked + refused,
            all=self.file.accepted + refused,
            per_minute=per_minute,
            ready_at=timezone.now() + timedelta(minutes=ceil(self.file.waiting / per_minute)),
            kept_days=settings.NEWSLETTER_IMPORT_REPORT_DAYS,
            may_cancel=self.user_has_permission("add"),
        )


@operation(SubscriberImport, shows="newsletter_imports:inspect", permission="add")
def cancel(request, file):
    """Ask nobody any more of an import."""
    number = cancel_import(file, request.user)
    words = ngettext(
        "The import is cancelled. %(number)d person is not asked.",
        "The import is cancelled. %(number)d people are not asked.",
        number,
    )
    messages.success(request, words % {"number": number})


class ImportViewSet(LimitedModelViewSet):
    model = SubscriberImport
    screens = frozenset({"index", "index_results", "add", "inspect"})
    icon = "upload"
    index_view_class = ImportIndexView
    index_template_name = "newsletter/admin/listing.html"
    add_view_class = ImportAddView
    inspect_view_class = ImportView
    list_display = [
        "file_name",
        StatusTagColumn(
            "get_state", label=gettext_lazy("State"), primary=lambda file: file.waiting
        ),
        UserColumn("made_by", label=gettext_lazy("Who")),
        DateColumn("made_at", label=gettext_lazy("Started"), sort_key="made_at"),
        Column("statement", label=gettext_lazy("Consent"), classname="subscriber-column--if-wide"),
    ]

    def get_form_class(self, for_update=False):
        return ImportForm

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/cancel/", cancel, name="cancel")]
