"""The pages behind the buttons of mails: each shows one button, and does what that says."""

from django.shortcuts import redirect, render

from newsletter import subscribing
from newsletter.links import Purpose, is_for_this_address, make_weaker_token
from newsletter.sending import queue_mail
from newsletter.views.tokens import show_bad, token_view
from newsletter.words import Mail

__all__ = ["ask_again", "confirm", "mail_preferences", "move", "resume", "stop"]

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
    weaker = make_weaker_token(Purpose.CONFIRM, Purpose.MAIL_PREFERENCES, subscriber)
    context = {"is_new": is_new, "mail_preferences_token": weaker}
    return render(request, "newsletter/confirmed.html", context)


@token_view(Purpose.ASK_AGAIN, *SAFE, "POST")
def ask_again(request, subscriber, data, token):
    """Send the mail with the button once more."""
    if request.method == "POST":
        subscribing.ask_again(subscriber)
        return redirect("newsletter:sent")
    return render(request, "newsletter/expired.html", {"token": token})


@token_view(Purpose.MAIL_PREFERENCES, *SAFE, "POST")
def mail_preferences(request, subscriber, data, token):
    """Mail a link to the choices to the subscriber, whoever it is that asks; show nothing of them.

    The answer is the same whether the address got too many mails already or not.
    """
    if request.method == "POST":
        queue_mail(subscriber, Mail.PREFERENCES)
        return render(request, "newsletter/preferences_sent.html")
    return render(request, "newsletter/mail_preferences.html", {"token": token})


@token_view(Purpose.MOVE, *SAFE, "POST")
def move(request, subscriber, data, token):
    """Ask for one press of a button, and take the new address by it."""
    if request.method == "POST" and subscribing.confirm_move(subscriber, data["new"]):
        subscriber.refresh_from_db()
        weaker = make_weaker_token(Purpose.MOVE, Purpose.MAIL_PREFERENCES, subscriber)
        context = {"subscriber": subscriber, "mail_preferences_token": weaker}
        return render(request, "newsletter/moved.html", context)
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
    context = {"token": token, "can_resume": can_resume(subscriber, data)}
    return render(request, template, context)


def can_resume(subscriber, data):
    """Return whether who has this link may undo stopping: only who reads the address of now.

    Whoever reads an older one can stop the newsletter, but not begin it for somebody else.
    """
    return subscriber.is_unsubscribed and is_for_this_address(data, subscriber)


@token_view(Purpose.STOP, *SAFE, "POST")
def resume(request, subscriber, data, token):
    """Undo stopping."""
    if request.method != "POST" or not is_for_this_address(data, subscriber):
        return redirect("newsletter:stop", token)
    subscribing.resume(subscriber)
    subscriber.refresh_from_db()
    weaker = make_weaker_token(Purpose.STOP, Purpose.MAIL_PREFERENCES, subscriber)
    context = {"subscriber": subscriber, "mail_preferences_token": weaker}
    return render(request, "newsletter/resumed.html", context)
