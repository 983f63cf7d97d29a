"""What visitors get whose form was not taken: it says why, and what to do now."""

from functools import wraps
from http import HTTPStatus
from math import ceil

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.shortcuts import render

__all__ = [
    "check_number_of_fields",
    "refuse_excess",
    "refuse_large",
    "refuse_origin",
    "refuse_tries",
]


def refuse_origin(request):
    """Return the page for a form that came from another site, with status 403."""
    return render(request, "submissions/other_site.html", status=HTTPStatus.FORBIDDEN)


def refuse_excess(form, show, *, words, seconds):
    """Return the page of a form that was sent too often, with all that was typed.

    Its status is 429 (RFC 6585). `show` is a function of the form that returns the page; `words`
    says what happened, and takes %(minutes)d; `seconds` is how long it takes until there is room
    again, at most.
    """
    form.add_error(None, words % {"minutes": ceil(seconds / 60)})
    response = show(form)
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(seconds)
    return response


def refuse_tries(request, seconds):
    """Return the page for who tried a password too often, with status 429 (RFC 6585)."""
    context = {"minutes": seconds // 60}
    status = HTTPStatus.TOO_MANY_REQUESTS
    response = render(request, "submissions/too_many_tries.html", context, status=status)
    response["Retry-After"] = str(seconds)
    return response


def refuse_large(view):
    """Decorate a view that reads a form: more than the server takes in gets a page of its own.

    Its status is 413 (RFC 9110).
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            check_number_of_fields(request)
            return view(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFieldsSent):
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return render(request, "submissions/too_long.html", status=status)

    return guarded


def check_number_of_fields(request):
    """Raise TooManyFieldsSent where a form of visitors has more fields than any of ours.

    DATA_UPLOAD_MAX_NUMBER_FIELDS is for the long pages of staff.
    """
    if (
        sum(len(values) for _name, values in request.POST.lists())
        > settings.VISITORS_MAX_NUMBER_FIELDS
    ):
        raise TooManyFieldsSent
