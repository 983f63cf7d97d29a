"""A subscriber's own page: choices, address, data, and the ways out."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from newsletter import subscribing
from newsletter.forms import AddressForm, PreferencesForm
from newsletter.intake import count_sign_up
from newsletter.links import Purpose, make_weaker_token
from newsletter.own_data import get_own_data
from newsletter.views.tokens import refuse_busy, token_view

__all__ = ["change_address", "download", "forget", "preferences"]

SAFE = ["GET", "HEAD"]


@token_view(Purpose.PREFERENCES, *SAFE, "POST")
def preferences(request, subscriber, data, token):
    """Show a subscriber's choices, and keep the new ones."""
    if request.method != "POST":
        return show(request, subscriber, token, is_saved="saved" in request.GET)
    form = PreferencesForm(request.POST, subscriber=subscriber)
    if not form.is_valid():
        return show(request, subscriber, token, form=form)
    language = form.cleaned_data["language"]
    subscribing.change(subscriber, choice=form.choice, language=language)
    with translation.override(language):
        return redirect(reverse("newsletter:preferences", args=[token]) + "?saved=1")


@token_view(Purpose.PREFERENCES, *SAFE, "POST")
def change_address(request, subscriber, data, token):
    """Mail a button to a subscriber's new address."""
    if request.method != "POST":
        return redirect("newsletter:preferences", token)
    form = AddressForm(request.POST, auto_id="address_%s")
    if not form.is_valid():
        return show(request, subscriber, token, address_form=form)
    if form.cleaned_data["email"] == subscriber.email:
        subscribing.stay(subscriber)
        form.add_error("email", _("We already have this address for you, so nothing has changed."))
        return show(request, subscriber, token, address_form=form)
    is_mailed = form.is_trap
    if not form.is_trap:
        if seconds := count_sign_up(request, form):
            again = partial(show, request, subscriber, token)
            return refuse_busy(form, lambda form: again(address_form=form), seconds)
        is_mailed = subscribing.ask_to_move(subscriber, form.cleaned_data["email"])
    context = {"email": form.cleaned_data["email"], "is_mailed": is_mailed}
    return render(request, "newsletter/move_sent.html", context)


@token_view(Purpose.PREFERENCES, *SAFE)
def download(request, subscriber, data, token):
    """Give a subscriber all that is kept about them, as a file."""
    response = JsonResponse(
        get_own_data(subscriber), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="nieuwsbrief.json"'
    return response


@token_view(Purpose.PREFERENCES, *SAFE, "POST")
def forget(request, subscriber, data, token):
    """Ask for one press of a button, and erase the subscriber by it."""
    if request.method == "POST":
        subscribing.forget(subscriber)
        return render(request, "newsletter/forgotten.html")
    return render(request, "newsletter/forget.html", {"token": token, "subscriber": subscriber})


def show(request, subscriber, token, *, form=None, address_form=None, is_saved=False):
    """Return the page, with the form that is not right yet in the place of a fresh one."""
    context = {
        "subscriber": subscriber,
        "token": token,
        "stop_token": make_weaker_token(Purpose.PREFERENCES, Purpose.STOP, subscriber),
        "form": form or PreferencesForm(subscriber=subscriber),
        "address_form": address_form or AddressForm(auto_id="address_%s"),
        "wrong_form": address_form,
        "is_saved": is_saved,
    }
    return render(request, "newsletter/preferences.html", context)
