from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import TemplateSegment, Translation

from translations.catching_up import mark_as_minor
from translations.forms import GapsForm, PassageForm, PoFileForm
from translations.gaps import get_published, is_published
from translations.machine import get_translator, translate_by_machine
from translations.passages import get_part, read_passages
from translations.permissions import check_may_publish, check_may_translate, may_publish
from translations.publishing import publish_translation, save_draft
from translations.states import State, get_state
from translations.targets import get_target

__all__ = ["EditView", "MinorView", "PublishView", "TranslationView"]


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one translation, for who may change it."""

    header_icon = "globe"

    def dispatch(self, request, *args, **kwargs):
        check_may_translate(request.user, self.translation)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def translation(self):
        translations = Translation.objects.select_related("source", "target_locale")
        return get_object_or_404(translations, pk=self.kwargs["pk"], enabled=True)

    @cached_property
    def passages(self):
        return read_passages(self.translation)

    def get_page_subtitle(self):
        return self.translation.source.object_repr

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translations:board"), "label": _("Translations")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        translation = self.translation
        return super().get_context_data(
            **kwargs,
            translation=translation,
            locale=translation.target_locale,
            language=translation.target_locale.get_display_name(),
            source_language=translation.source.locale.language_code,
            source_language_name=translation.source.locale.get_display_name(),
            may_publish=may_publish(self.request.user, translation),
        )

    def publish(self, leave_out=False):
        """Publish, or tell what stands in the way; return whether it was published."""
        check_may_publish(self.request.user, self.translation)
        try:
            target = publish_translation(self.translation, self.request.user, leave_out)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return False
        messages.success(
            self.request,
            _("“%(title)s” is published in this language.") % {"title": target},
            buttons=list_view_buttons(target),
        )
        return True


def list_view_buttons(target):
    """Return the button to see a page on the site, as a list; none for a snippet."""
    url = target.get_url() if isinstance(target, Page) else None
    return [messages.button(url, _("View live"), new_window=True)] if url else []


class EditView(TranslationView):
    """All passages side by side: the source, and beside it a field for the translation."""

    template_name = "translations/edit.html"
    page_title = gettext_lazy("Translate")

    def get_forms(self, data=None):
        """Return a PassageForm for each passage that is shown, as a list."""
        rich = set(
            TemplateSegment.objects.filter(source=self.translation.source).values_list(
                "context", flat=True
            )
        )
        locale = self.translation.target_locale
        return [
            PassageForm(data, passage, locale, passage.segment.context_id in rich)
            for passage in self.passages
            if self.shows_all or not passage.is_translated
        ]

    @cached_property
    def shows_all(self):
        """Whether the finished passages are shown too; they are when nothing is left to do."""
        is_asked = self.request.GET.get("show") == "all"
        return is_asked or all(passage.is_translated for passage in self.passages)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        target = get_target(self.translation)
        context.setdefault("forms", self.get_forms())
        context["left"] = sum(not passage.is_translated for passage in self.passages)
        context["total"] = len(self.passages)
        context["shows_all"] = self.shows_all
        context["target"] = target
        context["is_page"] = isinstance(target, Page)
        context["state"] = get_state(self.translation)
        context["po_form"] = PoFileForm()
        context["machine"] = get_translator(self.translation)
        return context

    def post(self, request, **kwargs):
        """Save every passage that is right; show the others again as they were typed."""
        if "machine" in request.POST:
            return self.translate_by_machine()
        forms = self.get_forms(request.POST)
        for form in forms:
            if form.is_valid():
                form.save(request.user)
        if not all(form.is_valid() for form in forms):
            messages.error(request, _("Some passages were not saved. See what is said there."))
            return self.render_to_response(self.get_context_data(forms=forms))
        return self.save_target("publish" in request.POST)

    def save_target(self, publish):
        """Make the draft, and publish it or ask what to do about its gaps."""
        self.passages = read_passages(self.translation)
        try:
            save_draft(self.translation, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect(self.request.get_full_path())
        if not publish:
            messages.success(self.request, _("Saved. Visitors do not see this before you publish."))
        elif not all(passage.is_translated for passage in self.passages):
            return redirect("translations:publish", self.translation.pk)
        else:
            self.publish()
        return redirect(self.request.get_full_path())

    def translate_by_machine(self):
        translator = get_translator(self.translation)
        if translator is not None:
            try:
                translate_by_machine(self.translation, translator, self.request.user)
            except ValidationError as error:
                messages.error(self.request, " ".join(error.messages))
        return redirect(self.request.get_full_path())


class PublishView(TranslationView):
    """Lists what is not translated, and asks what visitors are to see there."""

    template_name = "translations/publish.html"
    page_title = gettext_lazy("Publish translation")

    def dispatch(self, request, *args, **kwargs):
        check_may_publish(request.user, self.translation)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.setdefault("form", GapsForm())
        gaps = [passage for passage in self.passages if not passage.is_translated]
        published = get_published(self.translation)
        context["gaps"] = gaps
        # Where an older translation stays there is nothing to choose.
        context["has_choice"] = not all(
            is_published(published, get_part(passage.path)) for passage in gaps
        )
        return context

    def post(self, request, **kwargs):
        form = GapsForm(request.POST)
        if form.is_valid() and self.publish(form.leaves_out()):
            return redirect("translations:board")
        return self.render_to_response(self.get_context_data(form=form))


class MinorView(TranslationView):
    """Shows what changed in the source, and keeps the translation as it is on demand."""

    template_name = "translations/minor.html"
    page_title = gettext_lazy("Minor change")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["changed"] = [passage for passage in self.passages if passage.is_changed]
        context["new"] = [
            passage
            for passage in self.passages
            if not passage.is_translated and not passage.is_changed
        ]
        return context

    def post(self, request, **kwargs):
        check_may_publish(request.user, self.translation)
        try:
            state = mark_as_minor(self.translation, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("translations:edit", self.translation.pk)
        if state == State.CURRENT:
            messages.success(request, _("The translation is up to date again."))
            return redirect("translations:board")
        left = sum(not passage.is_translated for passage in read_passages(self.translation))
        messages.warning(
            request,
            ngettext(
                "%(number)d passage still has to be translated.",
                "%(number)d passages still have to be translated.",
                left,
            )
            % {"number": left},
        )
        return redirect("translations:edit", self.translation.pk)
