"""Starts workers in a moment, as that of `tests.background.nursery`, with a mail server to send to.

The test writes the name of one of COMMANDS with its arguments, and reads one line: a number.
"""

import os
import signal
import sys
from datetime import timedelta

import django
from django.conf import settings
from django.db import connections
from django.utils import timezone

from tests.background.nursery import start_worker

LOOK_SECONDS = 1
# Words that make the mail as long as one with ten items.
FILLING = "<p>" + "Samen werken aan wat er in de wijk nodig is. " * 20 + "</p>\n"


def plan(number, paragraphs=1):
    """Plan an issue for now, for so many readers in two languages; return the key of it."""
    from delivery import mailings
    from delivery.models import Mailing
    from newsletter.models import Subscriber
    from tests.delivery.conftest import render

    Mailing.objects.all().delete()
    Subscriber.objects.all().delete()
    Subscriber.objects.bulk_create(
        Subscriber(
            email=f"lezer{place}@example.org",
            language=["nl", "en"][place % 10 == 0],
            status=Subscriber.Status.ACTIVE,
            confirmed_at=timezone.now(),
        )
        for place in range(int(number))
    )
    renderings = {
        language: render(language, FILLING * int(paragraphs)) for language in ["nl", "en"]
    }
    return mailings.plan(renderings, [], None, timezone.now()).pk


def sign_up(number):
    """Have somebody asked by mail to confirm; returns the number in their address."""
    from newsletter.models import Subscriber
    from newsletter.sending import queue_mail
    from newsletter.words import Mail

    queue_mail(
        Subscriber.objects.create(email=f"nieuw{number}@example.org", language="nl"), Mail.CONFIRM
    )
    return number


COMMANDS = {"worker": start_worker, "plan": plan, "sign-up": sign_up}


def main():
    django.setup()
    from background import worker
    from delivery import sender

    settings.PERIODIC_WORK = {"tests.background.work.do_well": timedelta(days=1)}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["MAIL_PORT"])
    settings.DELIVERY_RATE = 0
    worker.TICK_SECONDS = sender.LOOK_SECONDS = LOOK_SECONDS
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no zombies
    print("ready", flush=True)
    for line in sys.stdin:
        name, *arguments = line.split()
        print(COMMANDS[name](*arguments), flush=True)
        # A worker must not inherit a connection, and the server may be stopped meanwhile.
        connections.close_all()


if __name__ == "__main__":
    main()
