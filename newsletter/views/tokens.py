"""What all links in mails have in common."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsletter.forms import SignUpForm
from newsletter.links import BadLinkError, ExpiredLinkError, Purpose, make_token, read_token

__all__ = ["show_bad", "token_view"]


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
        def guarded(request, token):
            try:
                subscriber, data = read_token(purpose, token)
            except ExpiredLinkError as error:
                response = show_expired(request, error.subscriber)
            except BadLinkError:
                response = show_bad(request)
            else:
                response = view(request, subscriber, data, token)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return guarded

    return decorate


def show_expired(request, subscriber):
    """Offer a new mail to who comes too late."""
    token = make_token(Purpose.ASK_AGAIN, subscriber)
    return render(request, "newsletter/expired.html", {"token": token}, status=410)


def show_bad(request):
    """Help somebody on whose link does not work: the form sends a new one."""
    return render(request, "newsletter/bad_link.html", {"sign_up_form": SignUpForm()}, status=404)
