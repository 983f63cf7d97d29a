from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from pages.history import Event, group_by_day
from translations.permissions import may_publish
from translations.restoring import make_plan, put_back, read_first_texts
from translations.targets import get_target
from translations.versions import get_version, list_versions, list_words
from translations.views.editor import TranslationView

__all__ = ["VersionView", "VersionsView"]


class VersionsView(TranslationView):
    """What was published of a translated page, when, and by whom."""

    template_name = "translations/versions.html"
    page_title = gettext_lazy("Earlier versions")

    @cached_property
    def target(self):
        """The translated page; a snippet keeps no versions."""
        target = get_target(self.translation)
        if not isinstance(target, Page):
            raise Http404
        return target

    def get_context_data(self, **kwargs):
        events = [self.make_event(version) for version in list_versions(self.target)]
        return super().get_context_data(**kwargs, target=self.target, days=group_by_day(events))

    def make_event(self, version):
        """Return a Version as what happened to the page, an Event."""
        is_shown = version.revision.pk == self.target.live_revision_id
        url = reverse("translations:version", args=[self.translation.pk, version.revision.pk])
        return Event(
            version.published_at,
            version.person,
            _("Published"),
            [_("Now on the site")] if is_shown else [],
            [(url, _("Look at it or put it back"))],
        )


class VersionView(VersionsView):
    """One of them: what would change in the words of now, and the button to put them back."""

    template_name = "translations/version.html"
    page_title = gettext_lazy("Earlier version")

    @cached_property
    def version(self):
        revision = get_object_or_404(self.target.revisions, pk=self.kwargs["revision"])
        return get_version(self.target, revision)

    @cached_property
    def plan(self):
        """What would become of its words."""
        source = self.translation.source.get_source_instance()
        words = list_words(source, self.target, self.version)
        return make_plan(self.passages, words, read_first_texts(self.translation))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, version=self.version, plan=self.plan)

    @transaction.atomic
    def post(self, request, **kwargs):
        """Put the words back in the draft, and ask to publish it."""
        # One at a time, as in the editor.
        Translation.objects.select_for_update().get(pk=self.translation.pk)
        put_back(self.translation, self.passages, self.plan, request.user)
        messages.success(
            request, _("The earlier words are back. Visitors do not see them before you publish.")
        )
        step = "publish" if may_publish(request.user, self.translation) else "edit"
        return redirect(f"translations:{step}", self.translation.pk)
