from django.http import JsonResponse
from django.urls import reverse

from translations.presence import describe_others, note_presence
from translations.views.editor import TranslationView

__all__ = ["PresenceView"]


class PresenceView(TranslationView):
    """Answers a window that says that somebody is still in the editor of a translation."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        session = note_presence(self.translation, request.user, self.kwargs["session"])
        return JsonResponse(
            {
                "html": describe_others(session),
                "ping_url": reverse(
                    "translations:presence", args=[self.translation.pk, session.pk]
                ),
                "release_url": reverse("wagtailadmin_editing_sessions:release", args=[session.pk]),
            }
        )
