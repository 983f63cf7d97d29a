from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from issues.drafts import read_version
from issues.looking import Look, show
from issues.screens.base import IssueScreen

__all__ = ["LookView", "MailView"]

# A mail has its styles with it, and runs nothing.
POLICY = "default-src 'none'; img-src *; style-src 'unsafe-inline'; frame-ancestors 'self'"


class LookView(IssueScreen):
    """Shows the mail of each edition as people see it in one mailbox or another."""

    template_name = "issues/admin/look.html"
    page_title = gettext_lazy("Look at the emails")
    step = "look"
    is_for_senders = True

    @cached_property
    def version(self):
        return read_version(self.page)

    @cached_property
    def language(self):
        """The code of the language that is shown, or None where there is nothing to show."""
        chosen = self.request.GET.get("language")
        languages = list(self.version.renderings)
        return chosen if chosen in languages else next(iter(languages), None)

    @cached_property
    def look(self):
        chosen = self.request.GET.get("look")
        return Look(chosen) if chosen in Look else Look.PLAIN

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            drafts=self.version.drafts,
            language=self.language,
            look=self.look,
            looks=list(Look),
            rendered=self.version.renderings.get(self.language),
            **kwargs,
        )


class MailView(LookView):
    """The mail itself, for the frame of the screen above."""

    def get(self, request, *args, **kwargs):
        if self.language is None:
            raise Http404
        shown = show(self.version.renderings[self.language], self.look)
        return HttpResponse(shown, headers={"Content-Security-Policy": POLICY})
