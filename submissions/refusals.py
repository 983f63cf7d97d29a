"""Pages that say why a form was not taken, and what to do now."""

from django.shortcuts import render

__all__ = ["refuse_excess", "refuse_origin", "refuse_size"]


def refuse_origin(request):
    """Return the page for a form that came from another site, with status 403."""
    return render(request, "submissions/other_site.html", status=403)


def refuse_excess(request, *, seconds):
    """Return the page for who sent too much, with status 429 (RFC 6585) and Retry-After.

    `seconds` is how long it takes until there is room again, at most.
    """
    minutes = max(1, round(seconds / 60))
    response = render(request, "submissions/too_often.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def refuse_size(request):
    """Return the page for more text than the server takes in, with status 413 (RFC 9110)."""
    return render(request, "submissions/too_long.html", status=413)
