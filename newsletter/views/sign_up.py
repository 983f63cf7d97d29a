"""The form, wherever on the site it was filled in."""

from functools import partial
from urllib.parse import urlsplit

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from newsletter.forms import SignUpForm
from newsletter.intake import count_sign_up, receive
from newsletter.models import NewsletterPage, SignUpRequest
from newsletter.views.tokens import refuse_busy
from submissions.origin import same_site_only
from submissions.refusals import refuse_large

__all__ = ["sent", "sign_up"]


@same_site_only
@require_http_methods(["GET", "HEAD", "POST"])
@refuse_large
def sign_up(request):
    """Take a sign-up, and answer the same for every address, whatever is known about it.

    A GET leads to the page of the newsletter; where there is none, it shows the form here.
    """
    if request.method != "POST":
        page = NewsletterPage.objects.get_for_visitor()
        return redirect(page.get_url(request)) if page else show_form(request, SignUpForm())
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return show_form(request, form)
    if not form.is_trap:
        if seconds := count_sign_up(request, form):
            return refuse_busy(form, partial(show_form, request), seconds)
        receive(form, get_page(request))
    return redirect("newsletter:sent")


@require_safe
def sent(request):
    """Say what comes next."""
    return render(request, "newsletter/sent.html")


def show_form(request, form):
    return render(request, "newsletter/sign_up.html", {"sign_up_form": form})


def get_page(request):
    """Return the path of the page with the form, which the browser tells our own site, or ""."""
    longest = SignUpRequest._meta.get_field("page").max_length
    try:
        return urlsplit(request.headers.get("Referer", "")).path[:longest]
    except ValueError:  # what a program made up, such as "http://[::1"
        return ""
