"""What all links in mails have in common."""

from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsletter.forms import SignUpForm
from newsletter.links import (
    BadLinkError,
    ExpiredLinkError,
    Purpose,
    make_weaker_token,
    read_token,
)
from newsletter.models import Subscriber
from submissions.refusals import refuse_excess, refuse_large

__all__ = ["refuse_busy", "show_bad", "token_view"]

# What is offered in the place of a link that is too old: which link, and on which page.
OFFERS = {
    Purpose.CONFIRM: (Purpose.ASK_AGAIN, "newsletter/expired.html"),
    Purpose.ASK_AGAIN: (Purpose.ASK_AGAIN, "newsletter/expired.html"),
    Purpose.PREFERENCES: (Purpose.MAIL_PREFERENCES, "newsletter/mail_preferences.html"),
}


def token_view(purpose, *methods):
    """Decorate a view that takes request, Subscriber, what else the token has, and the token.

    The token alone gives the right to do something: who has it needs no cookie, may come from any
    site (RFC 8058, section 3.2), and must keep it to themselves: nothing caches the page, finds
    it, or hears from the browser where it came from. A link that does not work gets a page that
    helps.
    """

    def decorate(view):
        @wraps(view)
        @csrf_exempt
        @never_cache
        @require_http_methods(list(methods))
        @refuse_large
        def guarded(request, token):
            try:
                subscriber, data = read_token(purpose, token)
                response = view(request, subscriber, data, token)
            except ExpiredLinkError as error:
                response = show_expired(request, purpose, error.subscriber)
            except (BadLinkError, Subscriber.DoesNotExist):  # or erased since the line before
                response = show_bad(request)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return guarded

    return decorate


def show_expired(request, purpose, subscriber):
    """Offer who comes too late a new mail, which goes to the subscriber's own address."""
    if purpose not in OFFERS:
        return show_bad(request)
    offered, template = OFFERS[purpose]
    context = {"token": make_weaker_token(purpose, offered, subscriber), "is_too_old": True}
    return render(request, template, context, status=410)


def refuse_busy(form, show, seconds):
    """Return the page of a form for which there is no room now; see `refuse_excess`."""
    words = _(
        "We have received many requests in a short time, from you or from others on your network. "
        "Nothing was sent. Try again in %(minutes)d minutes."
    )
    return refuse_excess(form, show, words=words, seconds=seconds)


def show_bad(request):
    """Help somebody on whose link does not work: the form sends a new one."""
    return render(request, "newsletter/bad_link.html", {"sign_up_form": SignUpForm()}, status=404)
