from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from translations.forms import GapsForm, get_prefix, list_seen
from translations.gaps import get_published, is_published
from translations.passages import get_part
from translations.permissions import check_may_publish
from translations.progress import State, count_behind
from translations.publishing import mark_as_minor
from translations.views.editor import TranslationView

__all__ = ["MinorView", "PublishView"]


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
        context["gaps"] = self.left
        # Where an older translation stays there is nothing to choose.
        published = get_published(self.translation)
        context["has_choice"] = not all(
            is_published(published, get_part(passage.path)) for passage in self.left
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
        return super().get_context_data(
            **kwargs,
            changed=[
                (passage, get_prefix(*passage.key)) for passage in self.left if passage.is_changed
            ],
            new=[passage for passage in self.left if not passage.is_changed],
        )

    def post(self, request, **kwargs):
        check_may_publish(request.user, self.translation)
        try:
            seen = list_seen(request.POST, self.passages)
            state = mark_as_minor(self.translation, self.passages, seen, request.user)
        except ValidationError as error:
            self.add_error(error)
            return redirect("translations:edit", self.translation.pk)
        if state == State.CURRENT:
            messages.success(request, _("The translation is up to date again."))
            return redirect("translations:board")
        if state == State.READY:
            messages.warning(
                request,
                _("The translations stay. A draft is waiting too: look at it and publish it."),
            )
        else:
            self.say_what_is_left(count_behind(self.translation))
        return redirect("translations:edit", self.translation.pk)

    def say_what_is_left(self, number):
        messages.warning(
            self.request,
            ngettext(
                "%(number)d passage still has to be translated.",
                "%(number)d passages still have to be translated.",
                number,
            )
            % {"number": number},
        )
