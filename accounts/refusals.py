"""What staff get whose form was not taken: it says what happened, and keeps what was typed."""

import json
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.views import defaults
from wagtail.admin.localization import get_localized_response

from submissions.origin import is_from_this_site
from submissions.refusals import refuse_origin

__all__ = [
    "KeepTypedMiddleware",
    "refuse_bad_request",
    "refuse_full_disk",
    "refuse_token",
    "wants_json",
]

# What belongs to the request that was refused, and not to what was typed.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105


class KeepTypedMiddleware:
    """Answers a form that Wagtail does not take by sending its author elsewhere, without the form.

    To the login page goes who was signed out meanwhile, and to the first screen who may not save
    any more. What asks for fields that were not sent, as of an empty form, is no failure of ours.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != HTTPStatus.FOUND:
            return response
        if response["Location"].startswith(reverse("wagtailadmin_login") + "?"):
            return refuse_signed_out(request)
        if is_for_staff(request) and (wants_json(request) or is_turned_away(request, response)):
            words = _("You may not save this any more. Copy your text before you leave.")
            return refuse(request, words, HTTPStatus.FORBIDDEN, is_shown=True)
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, MultiValueDictKeyError) and request.method == "POST":
            return refuse_bad_request(request, exception)
        return None


def refuse_signed_out(request):
    """Return the answer to a form of somebody who is signed out, whatever they sent it with."""
    words = _("You are signed out. Sign in in a new tab: your text stays here.")
    return refuse(request, words, HTTPStatus.FORBIDDEN, renew=True)


def refuse_token(request, reason=""):
    """Return the answer to a form without the right token; Django's CSRF_FAILURE_VIEW.

    Mostly somebody signed in again in another tab, which renews the token.
    """
    if not is_for_staff(request):
        return refuse_origin(request)
    if not request.user.is_authenticated:
        return refuse_signed_out(request)
    words = _("This page is older than your login. Send it once more: your text is still here.")
    return refuse(request, words, HTTPStatus.FORBIDDEN, renew=True)


def refuse_bad_request(request, exception):
    """Return the answer to a request that Django refuses; its handler400."""
    if not is_for_staff(request) or request.method != "POST":
        return defaults.bad_request(request, exception)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        words = _(
            "This is more than the site can save at once. Go back with the button of your browser: "
            "your text is still there. Divide it over two pages, and save again."
        )
        return refuse(request, words, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, is_readable=False)
    words = _("The site did not understand this form. Go back: your text is still there.")
    return refuse(request, words, HTTPStatus.BAD_REQUEST, is_readable=False)


def refuse_full_disk(request):
    """Return the answer to what there is no room for on the server; for visitors, the plain one."""
    if not is_for_staff(request) or request.method != "POST":
        return defaults.server_error(request)
    words = _(
        "There is no room left on the server, so nothing was saved. Ask your technical "
        "administrator to make room. Go back with the button of your browser: your text is still "
        "there."
    )
    return refuse(request, words, HTTPStatus.INSUFFICIENT_STORAGE, is_readable=False)


def is_for_staff(request):
    """Return whether the address of a request is one of the admin."""
    return request.path.startswith(reverse("wagtailadmin_home"))


def is_turned_away(request, response):
    """Return whether Wagtail sends a form to the first screen, as it does where a right is missing.

    From the pages to sign in on, and where the form itself asks to go on there, one comes there
    because one may.
    """
    is_form = request.user.is_authenticated and request.POST.keys() - {TOKEN}
    home = reverse("wagtailadmin_home")
    is_door = request.path.startswith((reverse("wagtailadmin_login"), f"{home}invitation/"))
    is_asked_for = home in [request.POST.get("next"), request.GET.get("next")]
    return bool(is_form and not is_door and not is_asked_for and response["Location"] == home)


def wants_json(request):
    """Return whether it is a script that sent a request, as Wagtail's autosave does."""
    return "application/json" in request.headers.get("Accept", "")


def refuse(request, words, status, *, renew=False, is_readable=True, is_shown=False, confirm_at=""):
    """Return the refusal of a form in words: JSON for a script that saves, or else a page.

    `renew` is whether the same form is taken once the token is renewed; `is_readable` whether it
    can be read. The page has a button that sends the same fields again, or shows what was typed if
    `is_shown`; but only if they came from a page of ours: another site must not put its words
    before somebody who may press it. `confirm_at` is where somebody first shows that it is them.
    """
    if wants_json(request):
        # A code that Wagtail's autosave knows, so that it shows the words and goes on trying.
        answer = {"success": False, "error_code": "locked", "error_message": words}
        return JsonResponse({**answer, "renew": renew}, status=status)
    kept = list_fields(request) if is_readable and is_from_this_site(request) else []

    def show(request):
        context = {
            "words": words,
            "confirm_at": confirm_at,
            "fields": [] if is_shown else kept,
            "texts": list_texts(kept) if is_shown else [],
            "has_files": bool(kept and request.FILES) and not is_shown,
        }
        return render(request, "accounts/admin/refused.html", context, status=status)

    response = get_localized_response(show, request)
    add_never_cache_headers(response)
    return response


def list_texts(fields):
    """Return what of the fields is text that somebody typed, as a list of str, to be copied.

    A rich text is sent as JSON, with its words in blocks.
    """
    texts = []
    for _name, value in fields:
        try:
            sent = json.loads(value)
        except ValueError:
            texts.append(value)
            continue
        if isinstance(sent, dict):
            texts.append("\n".join(block.get("text", "") for block in sent.get("blocks", [])))
    return [text for text in texts if " " in text.strip()]


def list_fields(request):
    """Return the names and values that were typed, as a list of pairs: no password, no token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN and "password" not in name
    ]
