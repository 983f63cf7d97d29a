import re

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from submissions.refusals import check_number_of_fields

__all__ = ["FieldsMiddleware", "IdleSessionMiddleware", "OddKeysMiddleware"]

# How precisely its end is kept: a session that is used all day is written now and then.
SECONDS = 600
# A tab that is open asks this by itself, every so many seconds, whether or not anybody is there.
PING = "editing-sessions/ping/"
# Where Wagtail is told by number what was marked in the list of a chooser, or what to find.
BY_KEY = ("/chosen-multiple/", "/find/")
# Where it is told what to do something to at once, which may be all.
BULK = "/admin/bulk/"
KEY = re.compile("[0-9]{1,18}")


class IdleSessionMiddleware:
    """Has the session of staff end when nobody works with it for SESSION_COOKIE_AGE.

    Django counts from the last change to a session, which mostly is the login. Only what is done
    in the admin counts: a page of the site is never sent with a cookie, as caches may keep it.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        if self.is_work(request.path) and request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if now - request.session.get("active_at", 0) >= SECONDS:
                request.session["active_at"] = now
        return self.get_response(request)

    def is_work(self, path):
        """Return whether an address is one that somebody opens who is at work."""
        return path.startswith(self.admin) and not path.startswith(self.admin + PING)


class FieldsMiddleware:
    """Takes a form of very many fields from staff only, whose pages have them.

    Below CsrfViewMiddleware, which has read the form by now. It has not where a view is exempt:
    those are forms of visitors, which `submissions.refusals.refuse_large` guards.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_read = request.method == "POST" and not getattr(view, "csrf_exempt", False)
        if is_read and not request.user.is_authenticated:
            check_number_of_fields(request)


class OddKeysMiddleware:
    """Answers 404 where somebody writes no number for the key of what was chosen or is to be found.

    Wagtail hands it to the database as it is, which fails.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        keys = request.GET.getlist("target_pages[]")
        if request.path.endswith(BY_KEY):
            keys += request.GET.getlist("id")
        elif BULK in request.path:
            keys += [key for key in request.GET.getlist("id") if key != "all"]
        if not all(KEY.fullmatch(key) for key in keys):
            raise Http404
