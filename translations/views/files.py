from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail_localize.models import Translation

from translations.files.po import write_po
from translations.files.taking import read_file, take_over
from translations.files.xliff import write_xliff
from translations.forms import FileForm
from translations.views.editor import TranslationView

__all__ = ["DownloadView", "UploadView"]

# What writes a file of each kind, the end of its name, and its media type.
KINDS = {
    "po": (write_po, "po", "text/x-gettext-translation; charset=utf-8"),
    "xliff": (write_xliff, "xlf", "application/xliff+xml"),
}


class DownloadView(TranslationView):
    """The passages as a file for a translation program."""

    http_method_names = ["get", "head"]

    def get(self, request, **kwargs):
        if kwargs["kind"] not in KINDS:
            raise Http404
        write, extension, media_type = KINDS[kwargs["kind"]]
        # Before the passages are read: what is translated after that is newer than the file.
        moment = timezone.now()
        content = write(self.translation, self.passages, moment)
        name = slugify(self.translation.source.object_repr) or "translation"
        language = self.translation.target_locale.language_code
        file = f"{name}-{language}.{extension}"
        headers = {"Content-Disposition": f'attachment; filename="{file}"'}
        return HttpResponse(content, content_type=media_type, headers=headers)


class UploadView(TranslationView):
    """Takes a file back, and lists what was not taken over."""

    http_method_names = ["post"]
    template_name = "translations/uploaded.html"
    page_title = gettext_lazy("File taken back")

    @transaction.atomic
    def post(self, request, **kwargs):
        # One at a time, as in the editor.
        Translation.objects.select_for_update().get(pk=self.translation.pk)
        form = FileForm(request.POST, request.FILES)
        try:
            if not form.is_valid():
                raise form.errors.as_data()["file"][0]
            contents = read_file(self.translation, form.cleaned_data["file"])
            result = take_over(self.translation, self.passages, contents, request.user)
        except ValidationError as error:
            self.add_error(error)
            return redirect("translations:edit", self.translation.pk)
        if result.refusals:
            return self.render_to_response(self.get_context_data(result=result))
        self.tell(result.taken)
        return redirect("translations:edit", self.translation.pk)

    def tell(self, taken):
        messages.success(
            self.request,
            ngettext(
                "%(number)d text of the file was taken over, as a draft.",
                "%(number)d texts of the file were taken over, as a draft.",
                taken,
            )
            % {"number": taken},
        )
