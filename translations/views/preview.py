from django.http import Http404, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from wagtail.admin.models import FormState
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override

from translations.forms import list_posted
from translations.preview import is_previewable, making_preview, put_in
from translations.saving import read_forms
from translations.targets import get_target
from translations.views.editor import TranslationView

__all__ = ["BothView", "PreviewView"]


class PreviewView(TranslationView):
    """What Wagtail's panel for previews asks: it sends what is in the fields, and shows the page.

    What was sent waits in Wagtail's own store for that (FormState), as it does for a Dutch page.
    Nothing else is written.
    """

    http_method_names = ["get", "post", "delete"]

    def dispatch(self, request, *args, **kwargs):
        if not is_previewable(self.translation):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **kwargs):
        """Keep what is in the fields, unless something in it does not fit."""
        FormState.objects.stale().delete()
        is_valid = all(form.is_valid() for form in self.read_forms(request.POST))
        if is_valid:
            FormState.objects.update_or_create_by_instance(
                instance=self.translation,
                user=request.user,
                defaults={"data": request.POST.urlencode(), "last_updated_at": timezone.now()},
            )
        # There is always something to show: what is saved.
        return JsonResponse({"is_valid": is_valid, "is_available": True})

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request, **kwargs):
        """Show the page with what was sent last, and with what is saved elsewhere."""
        state = self.get_states().first()
        forms = self.read_forms(QueryDict(state.data if state else ""))
        locale = self.translation.target_locale
        passages = put_in(self.passages, forms, locale, request.user)
        in_panel = request.GET.get("in_preview_panel") == "true"
        with making_preview(self.translation, passages) as target:
            mode = request.GET.get("mode") or target.default_preview_mode
            marks = {"in_preview_panel": in_panel, "is_editing": True}
            return target.make_preview_request(request, mode, marks)

    def delete(self, request, **kwargs):
        """Forget what was sent."""
        self.get_states().delete()
        return JsonResponse({"success": True})

    def get_states(self):
        """Return what this person sent for this translation, as a queryset of FormState."""
        states = FormState.objects.for_preview(user=self.request.user, instance=self.translation)
        return states.order_by("-last_updated_at")

    def read_forms(self, data):
        """Return a filled PassageForm for each text in `data` that is there still, as a list."""
        posted = set(list_posted(data))
        passages = {each.key: each for each in self.passages if each.key in posted}
        return read_forms(self.translation, passages.values(), data)


class BothView(TranslationView):
    """The page in the source language and its translation, as it was last saved, side by side."""

    template_name = "translations/both.html"
    page_title = gettext_lazy("Both languages")

    def get_context_data(self, **kwargs):
        source = self.translation.source.get_source_instance()
        target = get_target(self.translation)
        if not isinstance(target, Page):
            raise Http404
        return super().get_context_data(**kwargs, source=source, target=target)
