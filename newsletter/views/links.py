"""The pages behind the buttons of mails: each shows one button, and does what that says."""

from django.shortcuts import redirect, render

from newsletter import subscribing
from newsletter.links import Purpose, make_token
from newsletter.views.tokens import show_bad, token_view

__all__ = ["ask_again", "confirm", "move", "resume", "stop"]

SAFE = ["GET", "HEAD"]


@token_view(Purpose.CONFIRM, *SAFE, "POST")
def confirm(request, subscriber, data, token):
    """Ask for one press of a button, and confirm by it."""
    if request.method == "POST":
        is_new = subscribing.confirm(subscriber)
        return show_confirmed(request, subscriber, is_new)
    if subscriber.is_active:
        return show_confirmed(request, subscriber, is_new=False)
    return render(request, "newsletter/confirm.html", {"subscriber": subscriber})


def show_confirmed(request, subscriber, is_new):
    context = {"is_new": is_new, "preferences_token": make_token(Purpose.PREFERENCES, subscriber)}
    return render(request, "newsletter/confirmed.html", context)


@token_view(Purpose.ASK_AGAIN, *SAFE, "POST")
def ask_again(request, subscriber, data, token):
    """Send the mail with the button once more."""
    if request.method == "POST":
        subscribing.ask_again(subscriber)
        return redirect("newsletter:sent")
    return render(request, "newsletter/expired.html", {"token": token})


@token_view(Purpose.MOVE, *SAFE, "POST")
def move(request, subscriber, data, token):
    """Ask for one press of a button, and take the new address by it."""
    if request.method == "POST" and subscribing.confirm_move(subscriber, data["new"]):
        subscriber.refresh_from_db()
        return render(request, "newsletter/moved.html", {"subscriber": subscriber})
    if not subscribing.asks_to_move(subscriber, data["new"]):
        return show_bad(request)
    return render(request, "newsletter/move.html", {"subscriber": subscriber})


@token_view(Purpose.STOP, *SAFE, "POST")
def stop(request, subscriber, data, token):
    """Ask for one press of a button, and stop by it; a mail program sends the POST at once.

    RFC 8058: answered with 200, as often as it comes.
    """
    if request.method == "POST":
        subscribing.unsubscribe(subscriber)
        subscriber.refresh_from_db()
    is_on = subscriber.is_active or subscriber.is_pending
    template = "newsletter/stop.html" if is_on else "newsletter/stopped.html"
    return render(request, template, {"subscriber": subscriber, "token": token})


@token_view(Purpose.STOP, *SAFE, "POST")
def resume(request, subscriber, data, token):
    """Undo stopping."""
    if request.method != "POST":
        return redirect("newsletter:stop", token)
    subscribing.resume(subscriber)
    subscriber.refresh_from_db()
    context = {
        "subscriber": subscriber,
        "preferences_token": make_token(Purpose.PREFERENCES, subscriber),
    }
    return render(request, "newsletter/resumed.html", context)
