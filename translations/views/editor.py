from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from accounts.refusals import wants_json
from advice.panels import AdvicePanel
from sharing.screens import get_share_url
from translations.advising import advise_translation
from translations.forms import FileForm, PassageForm
from translations.keeping import measured_once
from translations.own import list_own_places
from translations.own_form import OwnForm, list_own_rows
from translations.passages import read_passages
from translations.permissions import check_may_publish, check_may_translate, may_publish
from translations.presence import describe_others, note_presence
from translations.preview import list_preview_panels
from translations.progress import get_state
from translations.publishing import publish_translation, save_draft
from translations.saving import save_typed, take_back
from translations.targets import get_target
from translations.together import (
    cancel_plan,
    catch_up_with_draft,
    get_plan,
    is_source_shown,
    plan_publication,
)
from translations.tools import get_translator, translate_by_machine
from translations.views.autosave import answer_autosave

__all__ = ["ABOVE", "EditView", "TranslationView"]

# A hook for what stands above the passages: called with the TranslationSource, returns HTML or "".
ABOVE = "above_translation"

# How often a window says that somebody is there still, in milliseconds.
PING_INTERVAL = 10_000


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one translation, for people who may change it."""

    def dispatch(self, request, *args, **kwargs):
        check_may_translate(request.user, self.translation)
        catch_up_with_draft(self.translation)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def translation(self):
        translations = Translation.objects.select_related("source", "target_locale")
        return get_object_or_404(translations, pk=self.kwargs["pk"], enabled=True)

    @cached_property
    def passages(self):
        """The Passages as they are now; read once, and kept in step with what is saved."""
        return read_passages(self.translation)

    @property
    def left(self):
        """The Passages that are still to be translated, as a list."""
        return [passage for passage in self.passages if not passage.is_translated]

    @cached_property
    def is_source_shown(self):
        """Whether visitors see what is translated."""
        return is_source_shown(self.translation)

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
            target = publish_translation(
                self.translation, self.passages, self.request.user, leave_out
            )
        except ValidationError as error:
            self.add_error(error)
            return False
        messages.success(
            self.request,
            _("“%(title)s” is published in this language.") % {"title": target},
            buttons=list_view_buttons(target),
        )
        return True

    def add_error(self, error):
        """Show what a ValidationError says above the next screen."""
        messages.error(self.request, " ".join(error.messages))


def list_view_buttons(target):
    """Return the button to see a page on the site, as a list; none for a snippet."""
    url = target.get_url() if isinstance(target, Page) else None
    return [messages.button(url, _("View live"), new_window=True)] if url else []


class EditView(TranslationView):
    """All passages side by side: the source, and beside it a field for the translation."""

    template_name = "translations/edit.html"
    page_title = gettext_lazy("Translate")

    def get_forms(self, wrong=None):
        """Return a PassageForm for each text that is shown, as a list; the same words are once.

        `wrong` has forms that were filled in and not saved, by the key of their passage.
        """
        wrong = wrong or {}
        language = self.translation.target_locale.language_code
        shown = {
            passage.key: wrong.get(passage.key) or PassageForm(None, passage, language)
            for passage in self.passages
            if self.shows_all or not passage.is_translated or passage.key in wrong
        }
        return list(shown.values())

    def get_own_form(self, target):
        """Return the OwnForm, not filled in."""
        return OwnForm(None, list_own_places(self.translation, self.passages), target)

    @cached_property
    def shows_all(self):
        """Whether the finished passages are shown too; they are when nothing is left to do."""
        return self.request.GET.get("show") == "all" or not self.left

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | self.get_progress()
        target = get_target(self.translation)
        session = note_presence(self.translation, self.request.user)
        context.setdefault("forms", self.get_forms())
        own = kwargs["saved"].own if "saved" in kwargs else self.get_own_form(target)
        context["own"], context["media"] = list_own_rows(own), own.media
        context["above"] = [show(self.translation.source) for show in hooks.get_hooks(ABOVE)]
        context["target"] = target
        context["is_page"] = isinstance(target, Page)
        context["share_url"] = (
            get_share_url(target, self.request.user) if context["is_page"] else None
        )
        context["is_source_shown"] = self.is_source_shown
        context["plan"] = get_plan(self.translation)
        context["session"], context["others"] = session, describe_others(session)
        context["ping_interval"] = PING_INTERVAL
        context["autosave_enabled"] = settings.WAGTAIL_AUTOSAVE_INTERVAL > 0
        context["autosave_interval"] = settings.WAGTAIL_AUTOSAVE_INTERVAL
        context["file_form"] = FileForm()
        context["machine"] = get_translator(self.translation)
        context["side_panels"] = self.get_side_panels(target)
        return context

    def get_side_panels(self, target):
        """Return the panels beside the fields, in what Wagtail's header takes."""
        panels = list_preview_panels(self.request, self.translation)
        if panels:
            advice = advise_translation(self.translation, self.passages)
            panels.append(AdvicePanel(target, self.request, advice=advice))
        return MediaContainer(panels)

    def get_progress(self):
        """Return what the templates say about how far the translation is, as a dict."""
        return {
            "left": len(self.left),
            "total": len(self.passages),
            "shows_all": self.shows_all,
            "is_changed": any(each.is_changed for each in self.left),
            "state": get_state(self.translation),
            "locale": self.translation.target_locale,
            "source_language": self.translation.source.locale.language_code,
        }

    @transaction.atomic
    @measured_once()
    def post(self, request, **kwargs):
        """Save every passage that is right; show the others again as they were typed.

        A script that saves while somebody types gets an answer for itself.
        """
        if "machine" in request.POST:
            return self.translate_by_machine()
        if "apart" in request.POST:
            return self.cancel_plan()
        saved = save_typed(self.translation, request.POST, request.user)
        self.passages = saved.passages
        if wants_json(request):
            advice = advise_translation(self.translation, self.passages)
            return answer_autosave(request, saved, {**self.get_progress(), "advice": advice})
        if saved.strays or not saved.is_right:
            messages.error(request, _("Some passages were not saved. See what is said there."))
            forms = self.get_forms(saved.wrong)
            context = self.get_context_data(forms=forms, saved=saved, has_unsaved_changes=True)
            return self.render_to_response(context)
        if "again" in request.POST:
            return self.take_back(request.POST["again"])
        return self.save_target("publish" in request.POST)

    def take_back(self, prefix):
        """Let a passage whose older translation was kept be to do again."""
        self.passages = take_back(self.translation, self.passages, prefix)
        messages.success(self.request, _("This passage is to do again. Visitors notice nothing."))
        return redirect("translations:edit", self.translation.pk)

    def save_target(self, publish):
        """Make the draft, and publish it or ask what to do about its gaps."""
        try:
            save_draft(self.translation, self.passages, self.request.user)
        except ValidationError as error:
            self.add_error(error)
            return redirect(self.request.get_full_path())
        if not publish:
            messages.success(self.request, _("Saved. Visitors do not see this before you publish."))
        elif not self.is_source_shown:
            self.plan()
        elif self.left:
            return redirect("translations:publish", self.translation.pk)
        else:
            self.publish()
        return redirect(self.request.get_full_path())

    def plan(self):
        """Let the translation appear together with its source, when all of it is translated."""
        check_may_publish(self.request.user, self.translation)
        if self.left:
            messages.warning(
                self.request, _("Saved. Translate everything first; then it can appear together.")
            )
            return
        plan_publication(self.translation, self.request.user)
        messages.success(
            self.request, _("Saved. It appears by itself as soon as the Dutch page is published.")
        )

    def cancel_plan(self):
        check_may_publish(self.request.user, self.translation)
        cancel_plan(self.translation)
        messages.success(self.request, _("It no longer appears by itself."))
        return redirect(self.request.get_full_path())

    def translate_by_machine(self):
        translator = get_translator(self.translation)
        if translator is not None:
            try:
                translate_by_machine(self.translation, self.passages, translator, self.request.user)
            except ValidationError as error:
                self.add_error(error)
        return redirect(self.request.get_full_path())
