from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from translations.forms import PoFileForm
from translations.po_files import import_po_file
from translations.views.editor import TranslationView

__all__ = ["DownloadView", "UploadView"]


class DownloadView(TranslationView):
    """The passages as a PO file, for a translation program."""

    http_method_names = ["get", "head"]

    def get(self, request, **kwargs):
        name = slugify(self.translation.source.object_repr) or "translation"
        language = self.translation.target_locale.language_code
        return HttpResponse(
            str(self.translation.export_po()),
            content_type="text/x-gettext-translation; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}-{language}.po"'},
        )


class UploadView(TranslationView):
    """Takes a PO file back."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = PoFileForm(request.POST, request.FILES)
        if form.is_valid():
            self.import_file(form.cleaned_data["file"])
        else:
            messages.error(request, " ".join(form.errors["file"]))
        return redirect("translations:edit", self.translation.pk)

    def import_file(self, file):
        try:
            unknown = import_po_file(self.translation, file, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return
        messages.success(self.request, _("The translations in the file were taken over."))
        if unknown:
            messages.warning(
                self.request,
                ngettext(
                    "%(number)d text in the file is no longer on the page.",
                    "%(number)d texts in the file are no longer on the page.",
                    unknown,
                )
                % {"number": unknown},
            )
