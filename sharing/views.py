"""What somebody without an account sees of a draft: the page itself, or that it is over."""

from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from sharing.models import SharedDraft

__all__ = ["show_shared_draft"]

GONE = 410
HEADERS = {
    # Neither a search engine, nor the site behind a link, nor a cache on the way gets to know it.
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@require_safe
def show_shared_draft(request, token):
    """Show the version of a page that was shared, in the language and look of that page."""
    try:
        shared = SharedDraft.objects.get_signed(token)
    except BadSignature as error:
        raise Http404 from error
    response = show(request, shared) if shared and shared.is_active else say_gone(request, shared)
    for name, value in HEADERS.items():
        response[name] = value
    response.cookies.clear()
    return response


def show(request, shared):
    page = shared.revision.as_object()
    return page.make_preview_request(request, extra_request_attrs={"shared_draft": shared})


def say_gone(request, shared):
    language = shared.page.locale.language_code if shared else get_language()
    with override(language):
        return render(request, "sharing/gone.html", status=GONE)
