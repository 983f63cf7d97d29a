from django.urls import reverse
from django.utils import timezone

__all__ = ["IdleSessionMiddleware"]

# How precisely its end is kept: a session that is used all day is written now and then.
SECONDS = 600
# A tab that is open asks this by itself, every so many seconds, whether or not anybody is there.
PING = "editing-sessions/ping/"


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
